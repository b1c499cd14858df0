import { LockKeyhole } from 'lucide-react'
import { ButtonLink } from '@/components/ui/button'
import { formatMoney } from '@/lib/core/money'
import { messages } from '@/lib/projects/messages'
import type { Project } from '@/lib/projects/show'

type GateNoticeProps = {
  project: Pick<Project, 'status' | 'budget' | 'people'>
  mayRecord: boolean
  paymentsHref: string
  locale: string
}

/** Before work may start: what is missing, and who can go on. */
export function GateNotice({ project, mayRecord, paymentsHref, locale }: GateNoticeProps) {
  const { gate } = messages
  const { budget, people, status } = project
  const text = (amount: number, currency: string) => formatMoney({ amount, currency }, locale)
  const missing = budget && budget.required.amount - budget.verified.amount
  const enough = budget !== null && missing !== null && budget.pending.amount >= missing
  return (
    <section
      aria-label={gate.title}
      className="mb-4 flex items-start gap-3 rounded-lg border border-warning-line bg-warning-soft px-4 py-3 text-sm"
    >
      <LockKeyhole aria-hidden className="mt-0.5 size-4 shrink-0 text-warning-text" />
      <div className="min-w-0 flex-1">
        <h2 className="font-semibold text-warning-text">{gate.title}</h2>
        <p className="text-ink">
          {status === 'DRAFT' && `${gate.draft} `}
          {budget && missing !== null
            ? gate.missing(text(missing, budget.net.currency), text(budget.required.amount, budget.net.currency))
            : gate.missingPrivate}{' '}
          {budget &&
            budget.pending.amount > 0 &&
            (enough ? gate.pendingEnough : gate.pendingSome)(text(budget.pending.amount, budget.net.currency))}
        </p>
        {people && (
          <ul aria-label={gate.who} className="mt-1 text-ink-muted">
            {!enough && <li>{gate.record(people.salesperson?.name ?? gate.anyRecorder)}</li>}
            <li>{gate.verify(people.verifier?.name ?? gate.anyVerifier)}</li>
          </ul>
        )}
        {(mayRecord || budget) && (
          <div className="mt-2 flex flex-wrap gap-2">
            {budget && (
              <ButtonLink size="sm" href={paymentsHref}>
                {gate.seePayments}
              </ButtonLink>
            )}
            {mayRecord && !enough && (
              <ButtonLink size="sm" variant="primary" href={`${paymentsHref}/new`}>
                {gate.youMayRecord}
              </ButtonLink>
            )}
          </div>
        )}
      </div>
    </section>
  )
}
