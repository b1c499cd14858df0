import { ShieldCheck } from 'lucide-react'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { type Column, Table } from '@/components/ui/table'
import { messages } from '@/lib/proof/messages'
import type { Proof } from '@/lib/proof/queries'
import { AskButton } from './ask-button'
import { ProofResult, ProofSheet } from './proof-sheet'

type Props = {
  /** Whose page it is; the platform's without one. */
  org?: string
  here: string
  proofs: Proof[]
  /** The sheet that the address names; the latest that is done otherwise. */
  chosen?: string
  locale: string
  timeZone: string
}

/** The latest sheet, the earlier ones, and the button for the next. */
export function ProofView({ org, here, proofs, chosen, locale, timeZone }: Props) {
  const shown = proofs.find(({ id }) => id === chosen) ?? proofs.find(({ state }) => state !== 'RUNNING')
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone })
  const number = new Intl.NumberFormat(locale)
  const { columns: words } = messages
  const columns: readonly Column<Proof>[] = [
    { id: 'at', header: words.at, cell: ({ startedAt }) => date.format(startedAt) },
    { id: 'result', header: words.result, wrap: true, cell: ({ state }) => <ProofResult state={state} /> },
    { id: 'asked', header: words.asked, align: 'end', width: '7rem', cell: ({ asked }) => number.format(asked) },
    { id: 'found', header: words.found, align: 'end', width: '7rem', cell: ({ found }) => number.format(found) },
  ]
  const running = proofs.some(({ state }) => state === 'RUNNING')
  return (
    <>
      <PageHeader
        title={messages.title}
        description={messages.description}
        actions={<AskButton org={org} running={running} />}
      />
      {running && (
        <p role="status" className="mb-4 text-sm text-ink-muted">
          {messages.asked}
        </p>
      )}
      <Card>
        {shown ? (
          <ProofSheet proof={shown} locale={locale} timeZone={timeZone} />
        ) : (
          <EmptyState icon={<ShieldCheck />} title={messages.none} description={messages.noneText} />
        )}
      </Card>
      {proofs.length > 1 && (
        <section aria-labelledby="earlier" className="mt-6 print:hidden">
          <h2 id="earlier" className="mb-2 text-base font-semibold text-ink">
            {messages.earlier}
          </h2>
          <Card flush>
            <Table
              caption={messages.earlier}
              columns={columns}
              rows={proofs}
              rowKey={({ id }) => id}
              rowHref={({ id }) => `${here}?sheet=${id}`}
              isSelected={({ id }) => id === shown?.id}
            />
          </Card>
        </section>
      )}
    </>
  )
}
