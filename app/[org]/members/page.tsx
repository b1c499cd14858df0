import type { Metadata } from 'next'
import { ExportMenu } from '@/components/exports/export-menu'
import { GiveRoles } from '@/components/members/give-roles'
import { InvitationTable } from '@/components/members/invitation-table'
import { InviteDialog } from '@/components/members/invite-dialog'
import { InviteManyDialog } from '@/components/members/invite-many-dialog'
import { MemberFilters } from '@/components/members/member-filters'
import { MemberTable } from '@/components/members/member-table'
import { ListSearch } from '@/components/shell/list-search'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { Toolbar } from '@/components/ui/toolbar'
import { can } from '@/lib/core/context'
import { env } from '@/lib/core/env'
import { show, tenant } from '@/lib/core/tenant'
import { messages as history } from '@/lib/history/messages'
import { messages } from '@/lib/members/messages'
import { membersPage } from '@/lib/members/page'
import { getMember } from '@/lib/members/queries'
import { memberStatuses } from '@/lib/members/schema'
import { isUuid } from '@/lib/projects/queries'

export const metadata: Metadata = { title: messages.title }

export default async function MembersPage({ params, searchParams }: PageProps<'/[org]/members'>) {
  const { org } = await params
  const asked = await searchParams
  const word = (name: string) => [asked[name]].flat()[0]?.trim() || undefined
  const [role, team] = [word('role'), word('team')]
  const filters = {
    q: word('q')?.slice(0, 100),
    role: role && isUuid(role) ? role : undefined,
    team: team && isUuid(team) ? team : undefined,
    status: memberStatuses.find((known) => known === word('status')),
    unseenDays: Object.keys(messages.unseen).find((known) => known === word('unseenDays')),
    sort: word('sort') === 'seen' ? ('seen' as const) : undefined,
  }
  const ctx = await tenant(org)
  const give = word('give')
  const [{ members, invitations, roles, may }, asking] = await Promise.all([
    show(membersPage(ctx, filters)),
    give && isUuid(give) && can(ctx, 'organization.members.edit')
      ? getMember(ctx, { member: give }).catch(() => null)
      : null,
  ])
  const given = roles
    .filter(({ refusal, key }) => !refusal || key === 'client')
    .map(({ id, key, name, description }) => ({ key, value: id, label: name, hint: description }))
  const choices = {
    roles: given,
    colleagueRoles: given.filter(({ key }) => key !== 'client'),
    clients: can(ctx, 'crm.clients.edit'),
    projects: can(ctx, 'projects.projects.share') || can(ctx, 'projects.projects.staff'),
    teams: can(ctx, 'organization.teams.manage'),
  }
  const set = Object.entries(filters).filter((entry): entry is [string, string] => !!entry[1])
  const teamName = members.items.flatMap(({ teams }) => teams).find(({ id }) => id === filters.team)?.name
  const here = `/${org}/members`

  return (
    <>
      <PageHeader
        title={messages.title}
        description={messages.description}
        actions={
          <>
            {can(ctx, 'organization.audit.view') && (
              <ButtonLink href={`/${org}/as-of?of=members`}>{history.open}</ButtonLink>
            )}
            <ExportMenu org={org} list="members" filters={filters} />
            {may.invite && <InviteManyDialog org={org} choices={choices} />}
            {may.invite && <InviteDialog org={org} choices={choices} />}
          </>
        }
      />
      {asking && !asking.owner && asking.status !== 'left' && (
        <GiveRoles key={asking.id} org={org} me={ctx.actor.memberId} member={asking} roles={roles} />
      )}
      <Toolbar>
        <ListSearch label={messages.search} path={here} value={filters.q ?? ''} keep={{ ...filters, q: undefined }} />
        <MemberFilters org={org} path={here} values={filters} teamName={teamName} roles={roles} />
      </Toolbar>
      <div className="flex flex-col gap-6">
        <Card flush>
          {members.items.length === 0 ? (
            <EmptyState title={messages.none} description={messages.noneText} />
          ) : (
            <MemberTable
              org={org}
              me={ctx.actor.memberId}
              page={members}
              path={`${org}/members?${new URLSearchParams([...set, ['limit', '50']])}`}
              roles={roles}
              may={may}
              reader={{ locale: ctx.organization.locale, timeZone: ctx.organization.timeZone }}
            />
          )}
        </Card>
        {may.invite && (
          <Card title={messages.invitations.title} flush>
            <InvitationTable org={org} base={env().LOBBY_URL} invitations={invitations} />
          </Card>
        )}
      </div>
    </>
  )
}
