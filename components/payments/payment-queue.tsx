'use client'

import { ArrowLeft, CircleCheck } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { useChannel } from '@/components/live/live-provider'
import { moneyText } from '@/components/shell/money-text'
import { usePages } from '@/components/shell/use-pages'
import { useShortcut } from '@/components/shell/use-shortcut'
import { announce } from '@/components/ui/announcer'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { classNames } from '@/components/ui/class-names'
import { EmptyState } from '@/components/ui/empty-state'
import { FieldError } from '@/components/ui/field'
import { LoadMore } from '@/components/ui/pagination'
import { toast } from '@/components/ui/toast-queue'
import { messages } from '@/lib/payments/messages'
import type { Payment } from '@/lib/payments/queries'
import type { PaymentStatus } from '@/lib/payments/schema'
import { type Decision, DecisionButtons } from './decision-buttons'
import { PaymentDetail } from './payment-detail'
import { QueueList } from './queue-list'

export type PaymentQueueProps = {
  org: string
  status: PaymentStatus
  page: { items: Payment[]; nextCursor: string | null }
  /** the same list over REST */
  path: string
  /** the payment in the address, which need not be on the page */
  linked: Payment | null
  me: string | null
  /** the start of the names of the projects' channels */
  projectChannels: string
  locale: string
  timeZone: string
}

/** A list of payments beside the chosen one; decided ones leave it. The oldest is chosen where there is room for both. */
export function PaymentQueue(props: PaymentQueueProps) {
  const { org, status, page, path, linked, locale, timeZone } = props
  const { queue } = messages
  const router = useRouter()
  const { rows, hasMore, loadMore, pending, failure } = usePages(page, path)
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set())
  const [chosen, setChosen] = useState<string | null>(linked?.id ?? null)
  const linkedId = linked?.id
  // a link to another payment was followed; an answer that is older than the last choice is not
  useEffect(() => {
    if (linkedId && new URLSearchParams(window.location.search).get('payment') === linkedId) setChosen(linkedId)
  }, [linkedId])
  const payments = rows.filter((payment) => !gone.has(payment.id))
  const elsewhere = linked && chosen === linked.id && !gone.has(linked.id) ? linked : undefined
  const picked = payments.find((payment) => payment.id === chosen) ?? elsewhere
  const current = picked ?? payments[0]
  const at = current ? payments.indexOf(current) : -1

  // new payments arrive with the bell, which renders the page anew; here one hears of the decisions of others
  useChannel(current ? props.projectChannels + current.project.id : null, ({ type, missed }) => {
    if (missed || type.startsWith('payment.') || type.startsWith('project.')) router.refresh()
  })

  const addressOf = (id: string | null) =>
    `/${org}/payments?${new URLSearchParams({ status, ...(id && { payment: id }) })}`
  function choose(id: string | null) {
    setChosen(id)
    // the address follows without asking the server: everything is here already
    window.history.replaceState(null, '', addressOf(id))
  }
  function step(by: 1 | -1) {
    const next = payments[Math.min(payments.length - 1, Math.max(0, at + by))]
    if (!next) return
    choose(next.id)
    announce(
      `${moneyText(next.amount, locale)}, ${next.project.key}, ${queue.position(payments.indexOf(next) + 1, payments.length)}`,
    )
  }
  useShortcut({ keys: 'j', label: queue.next, group: queue.shortcuts }, () => step(1))
  useShortcut({ keys: 'k', label: queue.previous, group: queue.shortcuts }, () => step(-1))

  function decided(payment: Payment, decision: Decision) {
    const next = payments[at + 1] ?? payments[at - 1]
    setGone(new Set([...gone, payment.id]))
    toast(outcomeOf(payment, decision, moneyText(payment.amount, locale)))
    const then = picked && next ? next.id : null
    setChosen(then)
    // The new address and the new rows in one step: a refresh under way for the old address would reload the page.
    router.replace(addressOf(then), { scroll: false })
  }

  if (!current)
    return (
      <Card>
        <EmptyState
          icon={<CircleCheck />}
          title={status === 'PENDING' ? queue.empty.waitingTitle : queue.empty.decidedTitle}
          description={status === 'PENDING' ? queue.empty.waiting : queue.empty.decided}
        />
      </Card>
    )
  return (
    <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-[20rem_minmax(0,1fr)]">
      <div className={classNames('min-w-0', picked && 'max-lg:hidden')}>
        <Card flush>
          <QueueList
            payments={payments}
            selected={current.id}
            addressOf={addressOf}
            onSelect={choose}
            locale={locale}
            timeZone={timeZone}
          />
          {failure && <FieldError>{failure}</FieldError>}
          <LoadMore shown={payments.length} hasMore={hasMore} pending={pending} onMore={loadMore} />
        </Card>
      </div>
      <section aria-label={queue.detail} className={classNames('min-w-0', !picked && 'max-lg:hidden')}>
        <Button
          variant="ghost"
          size="sm"
          className="mb-2 lg:hidden"
          icon={<ArrowLeft aria-hidden className="size-4" />}
          onClick={() => choose(null)}
        >
          {queue.back}
        </Button>
        <Card>
          <PaymentDetail
            org={org}
            payment={current}
            me={props.me}
            locale={locale}
            timeZone={timeZone}
            actions={
              <DecisionButtons key={current.id} org={org} payment={current} locale={locale} onDecided={decided} />
            }
          />
        </Card>
      </section>
    </div>
  )
}

function outcomeOf({ project }: Payment, decision: Decision, amount: string) {
  const { queue } = messages
  if (!decision) return { title: queue.alreadyTitle, description: queue.already }
  const verified = decision.status === 'VERIFIED'
  return {
    title: verified ? queue.verifiedToast(amount, project.key) : queue.rejectedToast(amount, project.key),
    description: decision.projectActivated ? queue.activatedToast(project.key) : undefined,
    tone: verified ? ('success' as const) : ('neutral' as const),
  }
}
