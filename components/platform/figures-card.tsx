import { Link } from '@/components/ui/link'
import { Table } from '@/components/ui/table'
import { type Figure, messages } from '@/lib/platform/messages'
import type { Figures } from '@/lib/platform/queries'
import { FigureChart } from './figure-chart'

const words = messages.figures
const names = Object.keys(words.names) as Figure[]

/** Seven days as one: what exists stands as at its end, what happened is added up. */
const weeksOf = (days: readonly Figures[]): Figures[] =>
  Array.from({ length: Math.floor(days.length / 7) }, (_, at) => {
    const week = days.slice(days.length % 7).slice(at * 7, at * 7 + 7)
    const value = (name: Figure) =>
      words.names[name][1] === 'happened' ? week.reduce((sum, day) => sum + day[name], 0) : (week.at(-1)?.[name] ?? 0)
    return { day: week.at(-1)?.day ?? '', ...Object.fromEntries(names.map((name) => [name, value(name)])) } as Figures
  })

type Props = { figures: readonly Figures[]; weekly: boolean; locale: string }

/** How the installation is used over time, as charts and as a table. */
export function FiguresCard({ figures, weekly, locale }: Props) {
  const rows = weekly ? weeksOf(figures) : figures
  const choices = [
    { href: '/platform', label: words.days, chosen: !weekly },
    { href: '/platform?by=week', label: words.weeks, chosen: weekly },
  ]
  return (
    <section aria-label={words.title}>
      <div className="mb-3 flex flex-wrap items-center justify-between gap-2">
        <h2 className="text-sm font-semibold text-ink">
          {words.title} <span className="font-normal text-ink-faint">{weekly ? words.perWeek : words.perDay}</span>
        </h2>
        <nav aria-label={words.title} className="flex gap-1 text-sm">
          {choices.map(({ href, label, chosen }) => (
            <Link
              key={href}
              href={href}
              scroll={false}
              aria-current={chosen ? 'true' : undefined}
              className="inline-flex min-h-6 items-center rounded-md px-2 py-1 text-ink-muted hover:bg-hover aria-[current=true]:bg-accent-soft aria-[current=true]:text-accent-text"
            >
              {label}
            </Link>
          ))}
        </nav>
      </div>
      <div className="grid gap-3 sm:grid-cols-2 xl:grid-cols-3">
        {names.map((name) => (
          <FigureChart
            key={name}
            figure={name}
            points={rows.map((row) => ({ day: row.day, value: row[name] }))}
            locale={locale}
          />
        ))}
      </div>
      <details className="mt-3 rounded-lg border bg-surface">
        <summary className="cursor-pointer px-4 py-2 text-sm text-ink-muted">{words.table}</summary>
        <Table
          caption={words.title}
          rows={rows.toReversed()}
          rowKey={(row) => row.day}
          columns={[
            { id: 'day', header: words.day, cell: (row) => row.day },
            ...names.map((name) => ({
              id: name,
              header: words.names[name][0],
              align: 'end' as const,
              cell: (row: Figures) => new Intl.NumberFormat(locale).format(row[name]),
            })),
          ]}
        />
      </details>
    </section>
  )
}
