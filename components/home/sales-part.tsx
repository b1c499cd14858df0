import { FollowUp } from '@/components/leads/follow-up'
import { PaymentStatusPill } from '@/components/payments/payment-status-pill'
import { Card } from '@/components/ui/card'
import { Link } from '@/components/ui/link'
import { Table } from '@/components/ui/table'
import { formatMoney } from '@/lib/core/money'
import { messages } from '@/lib/home/messages'
import type { HomePart } from '@/lib/home/page'
import { messages as leads } from '@/lib/leads/messages'
import { Bars, Columns, More, Nothing, type Reader } from './parts'
import { ProjectsPart } from './projects-part'

/** The salesperson's day: leads by stage, follow-ups, own projects, and own payments that wait or were rejected. */
export function SalesPart({ part, reader }: { part: HomePart<'sales'>; reader: Reader }) {
  const { pipeline, due, projects, waiting, rejected } = part
  const { org, locale } = reader
  const payments = [...(rejected?.items ?? []), ...(waiting?.items ?? [])]
  return (
    <>
      <Columns>
        <Card title={messages.leads.title} actions={<More href={`/${org}/leads`} />}>
          <Bars
            label={messages.leads.title}
            bars={pipeline.stages.map(({ stage, count, values }) => ({
              id: stage,
              label: leads.stages[stage],
              value: count,
              text: [count, ...values.map((value) => formatMoney(value, locale))].join(' · '),
              href: `/${org}/leads`,
            }))}
          />
        </Card>
        <Card title={messages.leads.due} actions={<More href={`/${org}/leads?show=due`} />} flush>
          {due.items.length === 0 ? (
            <Nothing>{messages.leads.noneDue}</Nothing>
          ) : (
            <ul className="divide-y text-sm">
              {due.items.map((lead) => (
                <li key={lead.id} className="flex items-baseline justify-between gap-3 px-4 py-2.5">
                  <Link href={`/${org}/leads/${lead.id}`} className="min-w-0 truncate text-ink hover:underline">
                    {lead.company}
                  </Link>
                  <FollowUp day={lead.followUpOn} today={reader.today} locale={locale} />
                </li>
              ))}
            </ul>
          )}
        </Card>
      </Columns>
      {waiting && (
        <Card title={messages.payments.mine} actions={<More href={`/${org}/payments`} />} flush>
          {payments.length === 0 ? (
            <Nothing>{messages.payments.noneMine}</Nothing>
          ) : (
            <Table
              caption={messages.payments.mine}
              rows={payments}
              rowKey={(payment) => payment.id}
              rowHref={(payment) => `/${org}/payments?payment=${payment.id}`}
              columns={[
                {
                  id: 'project',
                  header: messages.payments.project,
                  cell: ({ project }) => `${project.key} ${project.title}`,
                },
                {
                  id: 'amount',
                  header: messages.payments.amount,
                  align: 'end',
                  width: '9rem',
                  cell: (payment) => formatMoney(payment.amount, locale),
                },
                {
                  id: 'state',
                  header: messages.payments.state,
                  width: '9rem',
                  cell: (payment) => <PaymentStatusPill status={payment.status} />,
                },
              ]}
            />
          )}
        </Card>
      )}
      {projects && <ProjectsPart title={messages.projects.mine} projects={projects.items} reader={reader} />}
    </>
  )
}
