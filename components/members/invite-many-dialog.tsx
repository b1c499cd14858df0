'use client'

import { useRouter } from 'next/navigation'
import { useId, useState } from 'react'
import { FormProblemNotice } from '@/components/shell/form-problem-notice'
import { readForm } from '@/components/shell/read-form'
import { useActionForm } from '@/components/shell/use-action-form'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { Dialog } from '@/components/ui/dialog'
import { DialogFoot } from '@/components/ui/dialog-foot'
import { Field } from '@/components/ui/field'
import { StatusPill } from '@/components/ui/status-pill'
import { Textarea } from '@/components/ui/textarea'
import { inviteMany } from '@/lib/invitations/actions'
import { messages } from '@/lib/members/messages'
import { type InviteChoices, ProjectsField, RolesField, TeamsField } from './invite-fields'

type Props = { org: string; choices: InviteChoices }
type Sent = { email: string; path?: string; mailed?: boolean; message?: string }
type Values = { emails?: string; roleIds: string[]; projectIds?: string[]; teamIds?: string[] }

const words = messages.inviteMany

/** Invites many colleagues with the same roles, from addresses as they were pasted; each gets its own answer. */
export function InviteManyDialog({ org, choices }: Props) {
  const id = useId()
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const [sent, setSent] = useState<readonly Sent[] | null>(null)
  const form = useActionForm({
    values: (element) => readForm(element) as unknown as Values,
    action: ({ emails = '', ...given }: Values) => inviteMany(org, { emails: addressesIn(emails), ...given }),
    onSuccess: ({ results }) => {
      setSent(results)
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
      trigger={<Button>{words.open}</Button>}
      footer={
        !sent && (
          <DialogFoot form={id} pending={form.pending}>
            {words.submit}
          </DialogFoot>
        )
      }
    >
      {sent ? (
        <Results sent={sent} onDone={() => toggle(false)} />
      ) : (
        <form {...form.formProps} id={id} className="flex flex-col gap-4">
          <FormProblemNotice {...form.notice} />
          <Field {...form.field('emails')} label={words.emails} hint={words.emailsHint} required>
            {(control) => <Textarea {...control} rows={5} autoComplete="off" spellCheck={false} />}
          </Field>
          <RolesField form={form} options={choices.colleagueRoles} />
          {choices.teams && <TeamsField form={form} org={org} hint={words.teamsHint} />}
          {choices.projects && <ProjectsField form={form} org={org} hint={words.projectsHint} />}
        </form>
      )}
    </Dialog>
  )
}

/** As a list of addresses from a mail or a table: “Anna <anna@example.com>; ben@example.com”. */
const addressesIn = (pasted: string) =>
  pasted
    .split(/[\s,;<>]+/)
    .filter((part) => part.includes('@'))
    .map((part) => part.replace(/^["'(]+|["').]+$/g, ''))

function Results({ sent, onDone }: { sent: readonly Sent[]; onDone: () => void }) {
  const invited = sent.filter(({ path }) => path).length
  return (
    <div className="flex flex-col gap-4">
      <p role="status" className="text-sm font-medium text-ink">
        {words.summary(invited, sent.length)}
      </p>
      <ul aria-label={words.results} className="max-h-80 divide-y overflow-y-auto rounded-md border">
        {sent.map(({ email, path, mailed, message }) => (
          <li key={email} className="flex flex-wrap items-center justify-between gap-2 px-3 py-2 text-sm">
            <span className="min-w-0 flex-1 basis-40 break-all text-ink">{email}</span>
            {path ? (
              <span className="flex items-center gap-2">
                <StatusPill shape="done" tone="success">
                  {mailed ? words.invited : words.notMailed}
                </StatusPill>
                <CopyButton text={new URL(path, window.location.origin).href} />
              </span>
            ) : (
              <StatusPill shape="alert" tone="danger">
                {message}
              </StatusPill>
            )}
          </li>
        ))}
      </ul>
      <Button onClick={onDone}>{messages.invite.done}</Button>
    </div>
  )
}
