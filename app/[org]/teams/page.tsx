import type { Metadata } from 'next'
import { NewTeamButton } from '@/components/teams/new-team-button'
import { TeamTable } from '@/components/teams/team-table'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { can } from '@/lib/core/context'
import { show, tenant } from '@/lib/core/tenant'
import { messages } from '@/lib/teams/messages'
import { listTeams } from '@/lib/teams/queries'

export const metadata: Metadata = { title: messages.title }

export default async function TeamsPage({ params }: PageProps<'/[org]/teams'>) {
  const { org } = await params
  const ctx = await tenant(org)
  const teams = await show(listTeams(ctx, { limit: 50 }))
  const manages = can(ctx, 'organization.teams.manage')

  return (
    <>
      <PageHeader
        title={messages.title}
        description={messages.description}
        actions={manages && <NewTeamButton org={org} />}
      />
      <Card flush>
        {teams.items.length === 0 ? (
          <EmptyState title={messages.none} description={messages.noneText} />
        ) : (
          <TeamTable
            key={teams.items.map(({ id, version }) => `${id}${version}`).join()}
            org={org}
            page={teams}
            manages={manages}
          />
        )}
      </Card>
    </>
  )
}
