'use client'

import { useEffect, useId, useState } from 'react'
import { FormProblemNotice } from '@/components/shell/form-problem-notice'
import { restChoices } from '@/components/shell/rest-choices'
import { useActionForm } from '@/components/shell/use-action-form'
import { Checkbox } from '@/components/ui/checkbox'
import { Combobox } from '@/components/ui/combobox'
import { Dialog } from '@/components/ui/dialog'
import { DialogFoot } from '@/components/ui/dialog-foot'
import { Field } from '@/components/ui/field'
import { FormError } from '@/components/ui/form-error'
import { Input } from '@/components/ui/input'
import { Link } from '@/components/ui/link'
import { Spinner } from '@/components/ui/spinner'
import type { Result } from '@/lib/core/result'
import { leaveOrganization, removeMember, whatIHold, whatMemberHolds } from '@/lib/members/actions'
import type { Holdings } from '@/lib/members/holdings'
import { messages } from '@/lib/members/messages'

const words = messages.handOver

type Props = {
  org: string
  /** Who is removed; left out, one leaves oneself. */
  member?: { id: string; name: string }
  /** Of the organization, where one leaves it. */
  name: string
  onClose: () => void
  onDone: () => void
}
type Values = { takers?: Record<string, string>; reason?: string }

/** Shows what somebody holds, asks who takes it over, and ends the membership with it. */
export function DepartureDialog({ org, member, name, onClose, onDone }: Props) {
  const id = useId()
  const [holds, setHolds] = useState<Result<Holdings> | null>(null)
  const memberId = member?.id
  useEffect(() => {
    void (memberId ? whatMemberHolds(org, { member: memberId }) : whatIHold(org, {})).then(setHolds)
  }, [org, memberId])
  const form = useActionForm<object, Values>({
    action: ({ takers, reason }): Promise<Result<object>> =>
      member ? removeMember(org, { member: member.id, takers, reason }) : leaveOrganization(org, { takers }),
    onSuccess: onDone,
  })
  return (
    <Dialog
      open
      size="lg"
      title={member ? words.removeTitle(member.name) : words.leaveTitle(name)}
      description={member ? words.removeText : words.leaveText}
      onOpenChange={(open) => !open && onClose()}
      footer={
        <DialogFoot form={id} variant="danger" pending={form.pending} disabled={!holds?.ok}>
          {member ? words.submitRemove : words.submitLeave}
        </DialogFoot>
      }
    >
      <form {...form.formProps} id={id} className="flex flex-col gap-4">
        <FormProblemNotice {...form.notice} />
        {!holds && <Spinner />}
        {holds && !holds.ok && <FormError message={holds.error.message} />}
        {holds?.ok && <Duties org={org} holds={holds.data} form={form} />}
        {member && (
          <Field {...form.field('reason')} label={words.reason}>
            {(control) => <Input {...control} maxLength={500} />}
          </Field>
        )}
      </form>
    </Dialog>
  )
}

/** So many are shown at once; the others unfold. */
const few = 5

const Held = ({ org, items }: { org: string; items: Holdings['kinds'][number]['items'] }) => (
  <ul className="mt-1 flex flex-wrap gap-x-3 gap-y-1 text-ink-muted">
    {items.map(({ label, path }) => (
      <li key={`${path} ${label}`} className="max-w-full truncate">
        <Link href={`/${org}/${path}`} target="_blank" className="underline underline-offset-2">
          {label}
        </Link>
      </li>
    ))}
  </ul>
)

type Form = Pick<ReturnType<typeof useActionForm>, 'field' | 'problem'>
type Row = { id: string; name: string; roles: { key: string; name: string }[] }

function Duties({ org, holds, form }: { org: string; holds: Holdings; form: Form }) {
  const [apart, setApart] = useState(false)
  const search = restChoices<Row>(`${org}/members?status=active`, ({ id, name, roles }) => ({
    // A client’s contact takes nothing over.
    value: roles.some(({ key }) => key === 'client') ? '' : id,
    label: name,
    hint: roles.map((role) => role.name).join(', '),
  }))
  const colleagues = async (query: string, signal: AbortSignal) =>
    (await search(query, signal)).filter(({ value }) => value)
  const ends = words.ends(holds.ends.teams, holds.ends.shares)
  const atOne = form.problem?.errors?.some(({ path }) => path.startsWith('takers.') && path !== 'takers.everything')
  const taker = (kind: string, label: string, hint?: string) => (
    <Field {...form.field(`takers.${kind}`)} label={label} hint={hint}>
      {({ defaultValue: _, ...control }) => <Combobox {...control} name={`takers.${kind}`} search={colleagues} />}
    </Field>
  )
  if (holds.kinds.length === 0) return <p className="text-sm text-ink-muted">{[words.nothing, ends].join(' ')}</p>
  return (
    <>
      <ul aria-label={words.holds} className="divide-y rounded-md border text-sm">
        {holds.kinds.map(({ kind, count, items }) => (
          <li key={kind} className="px-3 py-2">
            <span className="font-medium text-ink">
              {words.kinds[kind]}: {count}
            </span>
            <Held org={org} items={items.slice(0, few)} />
            {items.length > few && (
              <details className="mt-1">
                <summary className="cursor-default rounded-sm text-accent-text">
                  {words.showMore(items.length - few)}
                </summary>
                <div className="max-h-48 overflow-y-auto">
                  <Held org={org} items={items.slice(few)} />
                </div>
              </details>
            )}
            {count > items.length && <p className="mt-1 text-ink-muted">{words.more(count - items.length)}</p>}
          </li>
        ))}
      </ul>
      {ends && <p className="text-sm text-ink-muted">{ends}</p>}
      {taker('everything', words.everything, words.everythingHint)}
      <Checkbox
        name="apart"
        label={words.apart}
        checked={apart || !!atOne}
        onChange={(event) => setApart(event.target.checked)}
      />
      {(apart || atOne) &&
        holds.kinds.map(({ kind }) => <div key={kind}>{taker(kind, words.kinds[kind] ?? kind)}</div>)}
    </>
  )
}
