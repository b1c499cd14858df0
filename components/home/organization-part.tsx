import { ProjectStatusPill } from '@/components/projects/project-status-pill'
import { dayText } from '@/components/shell/day-text'
import { Card } from '@/components/ui/card'
import { Link } from '@/components/ui/link'
import { RelativeTime } from '@/components/ui/relative-time'
import { Stat, StatRow } from '@/components/ui/stat'
import { formatMoney } from '@/lib/core/money'
import { messages } from '@/lib/home/messages'
import type { HomePart } from '@/lib/home/page'
import { projectStatuses } from '@/lib/projects/schema'
import { Bars, Columns, More, Nothing, type Reader } from './parts'

/** Money, projects, people and plan of the whole organization; each number leads to what it counts. */
export function OrganizationPart({ part, reader }: { part: HomePart<'organization'>; reader: Reader }) {
  const { glance, totals, counts, tickets } = part
  const { org, locale } = reader
  const { money, people, projects } = messages
  return (
    <>
      <StatRow>
        {totals.map(({ currency, pending, pendingMinor, oldest }) => (
          <Stat
            key={`${currency} pending`}
            label={money.toVerify}
            value={formatMoney({ amount: pendingMinor, currency }, locale)}
            hint={oldest ? <RelativeTime value={new Date(oldest).toISOString()} /> : money.payments(pending)}
            href={`/${org}/payments`}
            tone={pending > 0 ? 'warning' : 'default'}
          />
        ))}
        {glance.outstanding.map(({ currency, amount }) => (
          <Stat
            key={`${currency} outstanding`}
            label={money.outstanding}
            value={formatMoney({ amount, currency }, locale)}
            href={`/${org}/projects?owing=true`}
          />
        ))}
        {totals.map(({ currency, verifiedMonthMinor }) => (
          <Stat
            key={`${currency} verified`}
            label={money.verifiedMonth}
            value={formatMoney({ amount: verifiedMonthMinor, currency }, locale)}
            href={`/${org}/payments?status=VERIFIED`}
          />
        ))}
        {tickets && (
          <Stat
            label={messages.tickets.breached}
            value={tickets.breached}
            href={`/${org}/tickets?breached=true`}
            tone={tickets.breached > 0 ? 'danger' : 'default'}
          />
        )}
        <Stat
          label={people.members}
          value={glance.members}
          hint={glance.invitations > 0 ? `${people.invitations}: ${glance.invitations}` : undefined}
          href={`/${org}/members`}
        />
        {glance.plan && (
          <Stat
            label={people.plan}
            value={glance.plan.plan === 'trial' ? people.trial : glance.plan.plan}
            hint={
              glance.plan.trialEndsAt &&
              messages.trialEnds(dayText(glance.plan.trialEndsAt.toISOString().slice(0, 10), locale))
            }
          />
        )}
      </StatRow>
      <Columns>
        <Card title={projects.byStatus} actions={<More href={`/${org}/projects`} />}>
          <Bars
            label={projects.byStatus}
            bars={projectStatuses
              .filter((status) => counts[status])
              .map((status) => ({
                id: status,
                label: <ProjectStatusPill status={status} />,
                value: counts[status] ?? 0,
                text: String(counts[status] ?? 0),
                href: `/${org}/projects?status=${status}`,
              }))}
          />
        </Card>
        <Card title={projects.late} flush>
          {glance.late.length === 0 ? (
            <Nothing>{projects.noneLate}</Nothing>
          ) : (
            <ul className="divide-y text-sm">
              {glance.late.map(({ id, key, title, dueOn }) => (
                <li key={id} className="flex items-baseline justify-between gap-3 px-4 py-2.5">
                  <Link href={`/${org}/projects/${key}`} className="min-w-0 truncate text-ink hover:underline">
                    <span className="mr-1 font-mono text-xs text-ink-faint">{key}</span> {title}
                  </Link>
                  <span className="shrink-0 text-xs text-danger-text">
                    {dueOn && projects.was(dayText(dueOn, locale))}
                  </span>
                </li>
              ))}
            </ul>
          )}
        </Card>
      </Columns>
      {glance.verifiedByMonth.length > 0 && (
        <Card title={money.chart} actions={<More href={`/${org}/payments?status=VERIFIED`} />}>
          <Bars
            label={money.chart}
            bars={glance.verifiedByMonth.map(({ month, currency, amount }) => ({
              id: `${month} ${currency}`,
              label: new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
                new Date(`${month}-01T00:00:00Z`),
              ),
              value: amount,
              text: formatMoney({ amount, currency }, locale),
            }))}
          />
        </Card>
      )}
    </>
  )
}
