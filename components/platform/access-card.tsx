'use client'

import { useRouter } from 'next/navigation'
import { useId, useState, useTransition } from 'react'
import { callAction } from '@/components/shell/call-action'
import { FormProblemNotice } from '@/components/shell/form-problem-notice'
import { useActionForm } from '@/components/shell/use-action-form'
import { Button, ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Dialog } from '@/components/ui/dialog'
import { DialogFoot } from '@/components/ui/dialog-foot'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { toast } from '@/components/ui/toast-queue'
import { askGrant, giveBackGrant } from '@/lib/grants/actions'
import { messages } from '@/lib/grants/messages'
import type { PlatformGrant } from '@/lib/grants/queries'

const words = messages.platform
type Props = {
  organization: { id: string; slug: string; name: string; status: string }
  me: string
  grants: readonly PlatformGrant[]
}

/** How the platform stands with looking into an organization: asking, looking in, giving back. */
export function AccessCard({ organization, me, grants }: Props) {
  const router = useRouter()
  const [asking, setAsking] = useState(false)
  const [pending, startTransition] = useTransition()
  const { id, slug, status } = organization
  const mine = grants.find(({ userId, state }) => userId === me && (state === 'asked' || state === 'open'))
  const giveBack = (grant: string) =>
    startTransition(async () => {
      const result = await callAction(() => giveBackGrant({ organization: id, grant }))
      toast(result.ok ? { title: words.givenBack } : { title: result.error.message, tone: 'danger' })
      router.refresh()
    })
  return (
    <Card title={words.title}>
      <div className="flex flex-col gap-3 text-sm">
        <p className="text-ink-muted">{words.text}</p>
        <ul className="flex flex-col gap-1">
          {grants.map((grant) => (
            <li key={grant.id} className="break-words text-ink-muted">
              <span className="font-medium text-ink">{grant.userName}</span>, {messages.hours(grant.hours)}:{' '}
              {grant.reason} ({words.states[grant.state]})
            </li>
          ))}
        </ul>
        {grants.length === 0 && <p className="text-ink-faint">{words.none}</p>}
        <div className="flex flex-wrap gap-2">
          {!mine && status === 'active' && <Button onClick={() => setAsking(true)}>{words.ask}</Button>}
          {mine?.state === 'open' && (
            <ButtonLink variant="primary" href={`/${slug}`}>
              {words.look}
            </ButtonLink>
          )}
          {mine && (
            <Button pending={pending} onClick={() => giveBack(mine.id)}>
              {words.giveBack}
            </Button>
          )}
        </div>
      </div>
      {asking && <AskDialog organization={organization} onClose={() => setAsking(false)} />}
    </Card>
  )
}

function AskDialog({ organization, onClose }: Pick<Props, 'organization'> & { onClose: () => void }) {
  const id = useId()
  const router = useRouter()
  const form = useActionForm({
    action: (given: { reason: string; hours: string }) => askGrant({ organization: organization.id, ...given }),
    initial: { hours: 1 },
    onSuccess: () => {
      toast({ title: words.done, tone: 'success' })
      onClose()
      router.refresh()
    },
  })
  return (
    <Dialog
      open
      title={words.askTitle(organization.name)}
      onOpenChange={(next) => !next && onClose()}
      footer={
        <DialogFoot form={id} pending={form.pending}>
          {words.submit}
        </DialogFoot>
      }
    >
      <form {...form.formProps} id={id} className="flex flex-col gap-4">
        <FormProblemNotice {...form.notice} />
        <Field {...form.field('reason')} label={words.reason} hint={words.reasonHint} required>
          {(control) => <Input {...control} maxLength={500} />}
        </Field>
        <Field {...form.field('hours')} label={words.hours} hint={words.hoursHint} required>
          {(control) => <Input {...control} type="number" min={1} max={8} />}
        </Field>
      </form>
    </Dialog>
  )
}
