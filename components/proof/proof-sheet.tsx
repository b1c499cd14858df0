import { DescriptionList } from '@/components/ui/description-list'
import { StatusPill } from '@/components/ui/status-pill'
import { type Column, Table } from '@/components/ui/table'
import { messages } from '@/lib/proof/messages'
import type { Proof } from '@/lib/proof/queries'
import type { ProofState, Section } from '@/lib/proof/schema'

const looks = {
  RUNNING: ['half', 'accent'],
  PASSED: ['done', 'success'],
  FAILED: ['alert', 'danger'],
  BROKEN: ['alert', 'warning'],
} as const

export function ProofResult({ state }: { state: ProofState }) {
  const [shape, tone] = looks[state]
  return (
    <StatusPill shape={shape} tone={tone}>
      {messages.states[state]}
    </StatusPill>
  )
}

type Props = { proof: Proof; locale: string; timeZone: string }

/** A dated sheet that a customer can be shown: what was tried on this installation, how often, and what was let through. */
export function ProofSheet({ proof, locale, timeZone }: Props) {
  const { columns: words, about } = messages
  const number = new Intl.NumberFormat(locale)
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone })
  const took = proof.finishedAt ? Math.round((proof.finishedAt.getTime() - proof.startedAt.getTime()) / 1000) : null
  const columns: readonly Column<Section>[] = [
    {
      id: 'part',
      header: words.part,
      cell: ({ part }) => (
        <div className="py-1 whitespace-normal">
          <div className="font-medium text-ink">{messages.parts[part][0]}</div>
          <div className="font-normal text-ink-muted text-pretty">{messages.parts[part][1]}</div>
        </div>
      ),
    },
    { id: 'asked', header: words.asked, width: '6.5rem', align: 'end', cell: ({ asked }) => number.format(asked) },
    {
      id: 'found',
      header: words.found,
      width: '6.5rem',
      align: 'end',
      cell: ({ findings }) => number.format(findings.length),
    },
  ]
  const findings = proof.sections.flatMap((section) =>
    section.findings.map((finding) => ({ part: section.part, finding })),
  )
  return (
    <section aria-labelledby="sheet" className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 id="sheet" className="text-base font-semibold text-ink">
          {messages.sheet(date.format(proof.startedAt))}
        </h2>
        <ProofResult state={proof.state} />
      </div>
      <DescriptionList
        items={[
          { label: about.build, value: proof.about.build ?? '–' },
          { label: about.postgres, value: proof.about.postgres ?? '–' },
          { label: about.url, value: proof.about.url ?? '–' },
          { label: about.took, value: took === null ? '–' : messages.seconds(took) },
          { label: words.result, value: messages.sum(number.format(proof.asked), number.format(proof.found)) },
        ]}
      />
      {proof.sections.length > 0 && (
        <Table caption={messages.caption} rows={proof.sections} rowKey={({ part }) => part} columns={columns} />
      )}
      {findings.length > 0 && (
        <div>
          <h3 className="mb-1 text-sm font-semibold text-ink">{messages.findings}</h3>
          <ul className="list-disc ps-5 text-sm break-words text-ink">
            {findings.map(({ part, finding }) => (
              <li key={`${part} ${finding}`}>{finding}</li>
            ))}
          </ul>
        </div>
      )}
    </section>
  )
}
