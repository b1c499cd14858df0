'use client'

import { useRouter } from 'next/navigation'
import { useId } from 'react'
import { FormProblemNotice } from '@/components/shell/form-problem-notice'
import { useActionForm } from '@/components/shell/use-action-form'
import { Checkbox } from '@/components/ui/checkbox'
import { Dialog } from '@/components/ui/dialog'
import { DialogFoot } from '@/components/ui/dialog-foot'
import { FieldError } from '@/components/ui/field'
import { toast } from '@/components/ui/toast-queue'
import { setMemberRoles } from '@/lib/members/actions'
import { messages } from '@/lib/members/messages'
import type { RoleChoice } from '@/lib/members/page'
import type { Member } from '@/lib/members/queries'

type Props = { org: string; member: Member; self: boolean; roles: readonly RoleChoice[]; onClose: () => void }

const words = messages.changeRoles

/** Decides which roles somebody holds: a box for each, with what it is for, or why it cannot be given. */
export function RolesDialog({ org, member, self, roles, onClose }: Props) {
  const id = useId()
  const router = useRouter()
  const held = new Set(member.roles.map((role) => role.id))
  const form = useActionForm({
    values: (element: HTMLFormElement) => new FormData(element).getAll('roleIds').map(String),
    action: (roleIds: string[]) => setMemberRoles(org, { member: member.id, version: member.version, roleIds }),
    onSuccess: () => {
      toast({ title: words.saved(member.name), tone: 'success' })
      onClose()
      router.refresh()
    },
  })
  const { problem } = form
  const atRoles = problem?.errors?.find(({ path }) => path === 'roleIds')?.message
  return (
    <Dialog
      open
      title={words.title(member.name)}
      description={words.description}
      onOpenChange={(open) => {
        if (open) return
        if (problem?.code === 'STALE') router.refresh()
        onClose()
      }}
      footer={
        <DialogFoot form={id} pending={form.pending}>
          {words.submit}
        </DialogFoot>
      }
    >
      <form {...form.formProps} id={id} className="flex flex-col gap-3">
        <FormProblemNotice {...form.notice} />
        <fieldset aria-describedby={atRoles ? `${id}-error` : undefined}>
          <legend className="sr-only">{words.legend}</legend>
          <div className="flex flex-col gap-3">
            {roles.map((role) => {
              const refusal = held.has(role.id) ? undefined : (role.refusal ?? (self ? words.own : undefined))
              return (
                <Checkbox
                  key={role.id}
                  name="roleIds"
                  value={role.id}
                  label={role.name}
                  hint={refusal ?? role.description}
                  defaultChecked={held.has(role.id)}
                  disabled={refusal !== undefined}
                />
              )
            })}
          </div>
        </fieldset>
        {atRoles && <FieldError id={`${id}-error`}>{atRoles}</FieldError>}
      </form>
    </Dialog>
  )
}
