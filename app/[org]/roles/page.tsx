import type { Metadata } from 'next'
import { NewRoleDialog } from '@/components/roles/new-role-dialog'
import { RoleTable } from '@/components/roles/role-table'
import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { LoadMore } from '@/components/ui/pagination'
import { show, tenant } from '@/lib/core/tenant'
import { messages } from '@/lib/roles/messages'
import { rolesPage } from '@/lib/roles/page'

export const metadata: Metadata = { title: messages.title }

export default async function RolesPage({ params, searchParams }: PageProps<'/[org]/roles'>) {
  const { org } = await params
  const { cursor } = await searchParams
  const ctx = await tenant(org)
  const { roles, manages, mayCopy } = await show(
    rolesPage(ctx, { cursor: typeof cursor === 'string' ? cursor : undefined, limit: 100 }),
  )
  const from = mayCopy.map(({ id, name }) => ({ value: id, label: name }))

  return (
    <>
      <PageHeader
        title={messages.title}
        description={messages.description}
        actions={manages && <NewRoleDialog org={org} from={from} />}
      />
      <Card flush>
        <RoleTable org={org} roles={roles.items} />
        <LoadMore
          shown={roles.items.length}
          hasMore={roles.nextCursor !== null}
          href={`/${org}/roles?cursor=${encodeURIComponent(roles.nextCursor ?? '')}`}
        />
      </Card>
    </>
  )
}
