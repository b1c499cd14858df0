'use client'

import { useRouter } from 'next/navigation'
import { useId, useState } from 'react'
import { FormProblemNotice } from '@/components/shell/form-problem-notice'
import { restChoices } from '@/components/shell/rest-choices'
import { useActionForm } from '@/components/shell/use-action-form'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Combobox } from '@/components/ui/combobox'
import { CopyButton } from '@/components/ui/copy-button'
import { Dialog } from '@/components/ui/dialog'
import { DialogFoot } from '@/components/ui/dialog-foot'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { Result } from '@/lib/core/result'
import { createMember, invite } from '@/lib/invitations/actions'
import { messages } from '@/lib/members/messages'
import { type InviteChoices, ProjectsField, RolesField, TeamsField } from './invite-fields'

type Row = { id: string; name: string }
type Sent = { email: string; link: string; mailed: boolean; password?: string }

type Values = Parameters<typeof invite>[1] & { withPassword?: boolean }
type Made = { path: string; mailed: boolean; password?: string }

const words = messages.invite

/** Invites a colleague or a client's contact, with roles, teams, client and projects in one step. */
export function InviteDialog({ org, choices }: { org: string; choices: InviteChoices }) {
  const id = useId()
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const [sent, setSent] = useState<Sent | null>(null)
  const form = useActionForm({
    action: ({ withPassword, name = '', ...input }: Values): Promise<Result<Made>> =>
      withPassword ? createMember(org, { ...input, name }) : invite(org, { ...input, ...(name && { name }) }),
    onSuccess: ({ path, mailed, password }, element) => {
      const email = (element.elements.namedItem('email') as HTMLInputElement).value
      setSent({ email, link: new URL(path, window.location.origin).href, mailed, password })
      router.refresh()
    },
  })
  const toggle = (next: boolean) => {
    setOpen(next)
    form.reset()
    if (next) setSent(null)
  }
  return (
    <Dialog
      title={words.title}
      description={words.description}
      open={open}
      onOpenChange={toggle}
      trigger={<Button variant="primary">{words.open}</Button>}
      footer={
        !sent && (
          <DialogFoot form={id} pending={form.pending}>
            {words.submit}
          </DialogFoot>
        )
      }
    >
      {sent ? (
        <SentNotice sent={sent} onDone={() => toggle(false)} />
      ) : (
        <form {...form.formProps} id={id} className="flex flex-col gap-4">
          <InviteFields org={org} form={form} choices={choices} />
        </form>
      )}
    </Dialog>
  )
}

type Form = Pick<ReturnType<typeof useActionForm>, 'field' | 'notice'>

function InviteFields({ org, form, choices }: { org: string; form: Form; choices: InviteChoices }) {
  const clients = restChoices<Row>(`${org}/clients`, ({ id, name }) => ({ value: id, label: name }))
  return (
    <>
      <FormProblemNotice {...form.notice} />
      <Field {...form.field('email')} label={words.email} required>
        {(control) => <Input {...control} type="email" autoComplete="off" />}
      </Field>
      <Field {...form.field('name')} label={words.name}>
        {(control) => <Input {...control} autoComplete="off" />}
      </Field>
      <RolesField form={form} options={choices.roles} />
      {choices.teams && <TeamsField form={form} org={org} hint={words.teamsHint} />}
      {choices.clients && (
        <Field {...form.field('clientId')} label={words.client} hint={words.clientHint}>
          {({ defaultValue: _, ...control }) => <Combobox {...control} name="clientId" search={clients} />}
        </Field>
      )}
      {choices.projects && <ProjectsField form={form} org={org} hint={words.projectsHint} />}
      <Checkbox name="withPassword" label={words.withPassword} hint={words.withPasswordHint} />
    </>
  )
}

function SentNotice({ sent, onDone }: { sent: Sent; onDone: () => void }) {
  const { email, mailed, password } = sent
  return (
    <div className="flex flex-col gap-4" role="status">
      <p className="text-sm font-medium text-ink">
        {password ? words.passwordMade(email) : mailed ? words.sent(email) : words.notMailed}
      </p>
      {password && (
        <Field label={words.password} hint={words.passwordHint} required>
          {(control) => (
            <div className="flex gap-2">
              <Input
                {...control}
                className="font-mono"
                readOnly
                value={password}
                onFocus={(event) => event.target.select()}
              />
              <CopyButton text={password} />
            </div>
          )}
        </Field>
      )}
      <Field label={words.link} hint={sent.mailed ? words.copyHint : words.linkHint} required>
        {(control) => (
          <div className="flex gap-2">
            <Input {...control} readOnly value={sent.link} onFocus={(event) => event.target.select()} />
            <CopyButton text={sent.link} />
          </div>
        )}
      </Field>
      <Button onClick={onDone}>{words.done}</Button>
    </div>
  )
}
