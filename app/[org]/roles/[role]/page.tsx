import type { Metadata } from 'next'
import { NewRoleDialog } from '@/components/roles/new-role-dialog'
import { RoleActions } from '@/components/roles/role-actions'
import { RoleEditor } from '@/components/roles/role-editor'
import { RoleHolders } from '@/components/roles/role-holders'
import { RoleState } from '@/components/roles/role-table'
import { Breadcrumbs } from '@/components/ui/breadcrumbs'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Link } from '@/components/ui/link'
import { PageHeader } from '@/components/ui/page-header'
import { Badge } from '@/components/ui/status-pill'
import { can } from '@/lib/core/context'
import { messages as history } from '@/lib/history/messages'
import { messages } from '@/lib/roles/messages'
import { beyondSentence } from '@/lib/roles/sentences'
import { readRole } from './read-role'

type Props = { params: Promise<{ org: string; role: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { org, role } = await params
  return { title: (await readRole(org, role)).role.name }
}

export default async function RolePage({ params }: Props) {
  const { org, role: id } = await params
  const { ctx, role, held, holders, manages, beyond } = await readRole(org, id)
  const editable = manages && !beyond
  const walkable = holders.items.filter(({ status, owner }) => status === 'active' && !owner)
  const { actor } = ctx
  // Names of roles are unique in an organization.
  const mine = actor.kind !== 'system' && !actor.owner && actor.roles.some(({ name }) => name === role.name)
  const { kinds } = messages

  return (
    <>
      <PageHeader
        title={role.name}
        description={role.description}
        breadcrumbs={<Breadcrumbs items={[{ label: messages.title, href: `/${org}/roles` }, { label: role.name }]} />}
        status={
          <>
            <Badge tone={role.builtin ? 'neutral' : 'info'}>{role.builtin ? kinds.builtin : kinds.custom}</Badge>
            <RoleState active={role.active} />
          </>
        }
        actions={
          <>
            {can(ctx, 'organization.audit.view') && (
              <ButtonLink href={`/${org}/as-of?of=role&id=${role.id}`}>{history.open}</ButtonLink>
            )}
            {editable && <NewRoleDialog key={role.id} org={org} like={{ id: role.id, name: role.name }} />}
            {editable && <RoleActions org={org} role={role} />}
          </>
        }
      />
      <div className="flex flex-col gap-4">
        {!editable && (
          <p className="rounded-lg border border-info-line bg-info-soft p-3 text-sm text-info-text">
            {beyond ? beyondSentence(beyond) : messages.readOnly}
          </p>
        )}
        <RoleEditor
          org={org}
          role={role}
          held={held}
          editable={editable}
          holders={walkable}
          modulesOff={ctx.organization.modulesOff}
          mine={mine}
        />
        <Card
          title={messages.holdersTitle}
          description={messages.holders(role.holders)}
          actions={
            <Link href={`/${org}/members?role=${role.id}`} className="text-sm text-accent-text hover:underline">
              {messages.toMembers}
            </Link>
          }
          flush
        >
          <RoleHolders page={holders} path={`${org}/members?role=${role.id}&limit=20`} />
        </Card>
      </div>
    </>
  )
}
