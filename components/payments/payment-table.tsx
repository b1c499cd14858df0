'use client'

import { dayText } from '@/components/shell/day-text'
import { moneyText } from '@/components/shell/money-text'
import { usePages } from '@/components/shell/use-pages'
import { FieldError } from '@/components/ui/field'
import { LoadMore } from '@/components/ui/pagination'
import { type Column, RowActions, Table } from '@/components/ui/table'
import { messages, methodWords } from '@/lib/payments/messages'
import type { Payment } from '@/lib/payments/queries'
import { PaymentStatusPill } from './payment-status-pill'
import { proofAddress } from './proof-address'

const columnsFor = (org: string, locale: string, people: boolean): readonly Column<Payment>[] => [
  { id: 'amount', header: messages.table.amount, cell: (payment) => moneyText(payment.amount, locale) },
  {
    id: 'status',
    header: messages.table.status,
    wrap: true,
    cell: (payment) => (
      <>
        <PaymentStatusPill status={payment.status} />
        {payment.reason && (
          <span className="mt-0.5 block text-xs break-words text-ink-muted">{messages.reasonOf(payment.reason)}</span>
        )}
      </>
    ),
  },
  { id: 'method', header: messages.table.method, cell: (payment) => methodWords[payment.method] },
  { id: 'reference', header: messages.table.reference, cell: (payment) => payment.reference },
  { id: 'paidOn', header: messages.table.paidOn, cell: (payment) => dayText(payment.paidOn, locale) },
  ...(people
    ? ([
        { id: 'recordedBy', header: messages.table.recordedBy, cell: (payment) => payment.recordedBy?.name ?? '–' },
        { id: 'decidedBy', header: messages.table.decidedBy, cell: (payment) => payment.decidedBy?.name ?? '–' },
      ] satisfies Column<Payment>[])
    : []),
  {
    id: 'proof',
    header: messages.table.proof,
    cell: (payment) =>
      payment.proof ? (
        <RowActions>
          <a
            href={proofAddress(org, payment.id)}
            target="_blank"
            rel="noopener"
            className="max-w-40 truncate text-accent-text hover:underline"
          >
            {payment.proof.name}
          </a>
        </RowActions>
      ) : (
        <span className="text-ink-faint">{messages.noProof}</span>
      ),
  },
]

type PaymentTableProps = {
  org: string
  page: { items: Payment[]; nextCursor: string | null }
  /** the same list over REST */
  path: string
  locale: string
  /** false for a reader who may not see members */
  people: boolean
}

/** The payments of one project in the order in which they were recorded. */
export function PaymentTable({ org, page, path, locale, people }: PaymentTableProps) {
  const { rows, hasMore, loadMore, pending, failure } = usePages(page, path)
  return (
    <>
      <Table
        caption={messages.table.caption}
        columns={columnsFor(org, locale, people)}
        rows={rows}
        rowKey={(payment) => payment.id}
      />
      {failure && <FieldError>{failure}</FieldError>}
      <LoadMore shown={rows.length} hasMore={hasMore} pending={pending} onMore={loadMore} />
    </>
  )
}
