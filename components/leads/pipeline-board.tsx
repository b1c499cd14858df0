import { Link } from '@/components/ui/link'
import { formatMoney } from '@/lib/core/money'
import { messages } from '@/lib/leads/messages'
import type { Lead, Pipeline } from '@/lib/leads/queries'
import { FollowUp } from './follow-up'
import { StageSelect } from './stage-select'

type Props = { org: string; locale: string; today: string; pipeline: Pipeline; leads: Lead[] }

/** Open leads by stage, with what each stage may be worth. A lead moves by its own select, so a keyboard is enough. */
export function PipelineBoard({ org, locale, today, pipeline, leads }: Props) {
  return (
    <div className="grid gap-3 sm:grid-cols-2 xl:grid-cols-4">
      {pipeline.stages.map(({ stage, count, values }) => {
        const mine = leads.filter((lead) => lead.stage === stage)
        return (
          <section
            key={stage}
            aria-label={messages.column(messages.stages[stage], count)}
            className="flex min-w-0 flex-col gap-2 rounded-lg bg-sunken p-2"
          >
            <header className="flex items-baseline gap-2 px-1 text-sm">
              <h2 className="font-medium text-ink">{messages.stages[stage]}</h2>
              <span className="text-ink-faint tabular-nums">{count}</span>
              <span className="ml-auto truncate text-xs text-ink-muted tabular-nums">
                {values.map((value) => formatMoney(value, locale)).join(' + ')}
              </span>
            </header>
            {mine.length === 0 && <p className="px-1 py-3 text-xs text-ink-faint">{messages.noneHere}</p>}
            {mine.map((lead) => (
              <article key={lead.id} className="flex flex-col gap-1.5 rounded-md border bg-surface p-2.5 text-sm">
                <Link href={`/${org}/leads/${lead.id}`} className="truncate font-medium text-ink hover:underline">
                  {lead.company}
                </Link>
                <p className="flex flex-wrap items-center justify-between gap-x-3 text-xs text-ink-muted">
                  <span className="truncate">{lead.contactName || lead.owner.name}</span>
                  {lead.value && <span className="tabular-nums">{formatMoney(lead.value, locale)}</span>}
                </p>
                {lead.followUpOn && (
                  <p className="text-xs text-ink-muted">
                    <FollowUp day={lead.followUpOn} today={today} locale={locale} />
                  </p>
                )}
                {lead.may.edit && <StageSelect org={org} lead={lead} />}
              </article>
            ))}
          </section>
        )
      })}
    </div>
  )
}
