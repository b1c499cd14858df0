'use client'

import { CircleCheck, TriangleAlert } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'
import { CopyButton } from '@/components/ui/copy-button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Link } from '@/components/ui/link'
import { eventWords, messages } from '@/lib/audit/messages'
import { entryAnchor } from './audit-trail'
import type { Checked } from './chain-dialog'

type Props = {
  org: string
  checked: Checked
  pending: boolean
  onCompare: (seal: { seq: number; hash: string }) => Promise<void>
  /** the page behind the dialog is to be seen */
  onLeave: () => void
  locale: string
  timeZone: string
}

/** What following the chain has found, the latest seal to keep, and the comparison with one that was kept. */
export function ChainReport({ org, checked, pending, onCompare, onLeave, locale, timeZone }: Props) {
  const { chain } = messages
  const { entries, seal, broken, stands } = checked
  const [wrong, setWrong] = useState('')

  function compare(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const kept = String(new FormData(event.currentTarget).get('seal')).trim()
    const [, seq, hash] = /^(\d{1,15})\s+([0-9a-f]{64})$/i.exec(kept) ?? []
    if (!seq || !hash) return setWrong(chain.unreadable)
    setWrong('')
    void onCompare({ seq: Number(seq), hash: hash.toLowerCase() })
  }
  return (
    <div className="flex flex-col gap-4 text-sm">
      <div aria-live="polite" className="flex flex-col gap-2">
        <Finding fine={!broken}>
          {broken
            ? `${chain.brokenAt(broken.seq)}. ${chain.problems[broken.problem]}`
            : entries > 0
              ? chain.whole(new Intl.NumberFormat(locale).format(entries))
              : chain.none}
        </Finding>
        {broken?.at && (
          <p className="pl-6 text-ink-muted">
            {eventWords[broken.event ?? ''] ?? broken.event},{' '}
            {new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium', timeZone }).format(
              new Date(broken.at),
            )}
          </p>
        )}
        {broken && (
          <Link
            href={`/${org}/audit?entry=${broken.entryId}#${entryAnchor}`}
            onClick={onLeave}
            className="self-start pl-6 text-accent-text hover:underline"
          >
            {broken.problem === 'MISSING' ? chain.openBefore : chain.open}
          </Link>
        )}
        {stands !== null && <Finding fine={stands}>{stands ? chain.stands : chain.fallen}</Finding>}
      </div>
      {seal && (
        <div>
          <h3 className="font-medium text-ink">{chain.latest}</h3>
          <p className="mt-1 rounded-md bg-sunken p-2 font-mono text-xs break-all text-ink">
            {seal.seq} {seal.hash}
          </p>
          <div className="mt-2 flex flex-wrap items-start justify-between gap-2">
            <p className="max-w-sm text-xs text-ink-muted">{chain.note}</p>
            <CopyButton text={`${seal.seq} ${seal.hash}`} label={chain.copy} />
          </div>
        </div>
      )}
      <form onSubmit={compare} className="flex flex-col gap-2">
        <Field label={chain.earlier} hint={chain.earlierHint} name="seal" error={wrong} required>
          {(control) => <Input {...control} className="font-mono" autoComplete="off" spellCheck={false} />}
        </Field>
        <Button type="submit" pending={pending} className="self-start">
          {chain.compare}
        </Button>
      </form>
    </div>
  )
}

function Finding({ fine, children }: { fine: boolean; children: string }) {
  const Mark = fine ? CircleCheck : TriangleAlert
  return (
    <p className={classNames('flex items-start gap-2 font-medium', fine ? 'text-success-text' : 'text-danger-text')}>
      <Mark aria-hidden className="mt-0.5 size-4 shrink-0" />
      {children}
    </p>
  )
}
