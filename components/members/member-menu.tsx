'use client'

import { Ellipsis } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { toastProblem } from '@/components/access/toast-problem'
import { refused } from '@/components/access/who-gives'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { Field } from '@/components/ui/field'
import { IconButton } from '@/components/ui/icon-button'
import { Input } from '@/components/ui/input'
import { Menu, MenuItem } from '@/components/ui/menu'
import { toast } from '@/components/ui/toast-queue'
import { reinstateMember, suspendMember } from '@/lib/members/actions'
import { messages } from '@/lib/members/messages'
import type { RoleChoice } from '@/lib/members/page'
import type { Member } from '@/lib/members/queries'
import { startWalk } from '@/lib/walks/actions'
import { messages as walks } from '@/lib/walks/messages'
import { RolesDialog } from './roles-dialog'

const DepartureDialog = dynamic(() => import('./departure-dialog').then((parts) => parts.DepartureDialog), {
  ssr: false,
})

type Props = {
  org: string
  member: Member
  self: boolean
  roles: readonly RoleChoice[]
  may: { edit: boolean; remove: boolean; walk: boolean }
}

/** What can be done with a member: their roles, suspending, reinstating, removing. Nothing for the owner. */
export function MemberMenu({ org, member, self, roles, may }: Props) {
  const router = useRouter()
  const [open, setOpen] = useState<'roles' | 'suspend' | 'remove' | null>(null)
  const [reason, setReason] = useState('')
  const { changeRoles, suspend, reinstate, handOver } = messages
  const beyond = member.roles.find(({ id }) => roles.some((role) => role.id === id && role.refusal))
  const isClient = member.roles.some(({ key }) => key === 'client')
  const walkable =
    may.walk &&
    !self &&
    member.status === 'active' &&
    member.roles.every(({ id }) => roles.find((role) => role.id === id)?.walkable)
  const mayEdit = may.edit && !isClient
  if (member.owner || member.status === 'left' || !(mayEdit || walkable || (may.remove && !self))) return null
  const blocked =
    beyond?.active && roles.find(({ id }) => id === beyond.id)?.refusal !== changeRoles.off
      ? changeRoles.keeps(beyond.name)
      : undefined

  async function walk() {
    const result = await startWalk(org, { member: member.id })
    if (result.ok) window.location.assign(`/${org}`)
    else toastProblem(result.error, { org })
  }
  async function letIn() {
    const result = await reinstateMember(org, { member: member.id })
    if (result.ok) toast({ title: reinstate.done(member.name), tone: 'success' })
    else toastProblem(result.error, { org })
    router.refresh()
  }
  async function shutOut() {
    const result = await suspendMember(org, { member: member.id, ...(reason.trim() && { reason }) })
    if (!result.ok) return refused(result.error, { org })
    toast({ title: suspend.done(member.name), undo: letIn })
    router.refresh()
    return undefined
  }

  return (
    <>
      <Menu
        align="end"
        trigger={
          <IconButton size="sm" label={messages.more(member.name)} icon={<Ellipsis aria-hidden className="size-4" />} />
        }
      >
        {mayEdit && (
          <MenuItem onSelect={() => (blocked ? toast({ title: blocked, tone: 'warning' }) : setOpen('roles'))}>
            {changeRoles.open}
          </MenuItem>
        )}
        {walkable && <MenuItem onSelect={() => void walk()}>{walks.asMember(member.name)}</MenuItem>}
        {may.remove && !self && member.status === 'active' && (
          <MenuItem danger onSelect={() => setOpen('suspend')}>
            {suspend.open}
          </MenuItem>
        )}
        {may.remove && member.status === 'suspended' && (
          <MenuItem onSelect={() => void letIn()}>{reinstate.open}</MenuItem>
        )}
        {may.remove && !self && (
          <MenuItem danger onSelect={() => setOpen('remove')}>
            {handOver.remove}
          </MenuItem>
        )}
      </Menu>
      {open === 'roles' && (
        <RolesDialog org={org} member={member} self={self} roles={roles} onClose={() => setOpen(null)} />
      )}
      {open === 'remove' && (
        <DepartureDialog
          org={org}
          name={org}
          member={member}
          onClose={() => setOpen(null)}
          onDone={() => {
            setOpen(null)
            toast({ title: handOver.removed(member.name), tone: 'success' })
            router.refresh()
          }}
        />
      )}
      <ConfirmDialog
        danger
        open={open === 'suspend'}
        onOpenChange={(next) => setOpen(next ? 'suspend' : null)}
        title={suspend.title(member.name)}
        description={suspend.text}
        confirmLabel={suspend.open}
        onConfirm={shutOut}
      >
        <Field label={suspend.reason}>
          {({ defaultValue: _, ...control }) => (
            <Input
              {...control}
              value={reason}
              maxLength={500}
              onChange={(event) => setReason(event.currentTarget.value)}
            />
          )}
        </Field>
      </ConfirmDialog>
    </>
  )
}
