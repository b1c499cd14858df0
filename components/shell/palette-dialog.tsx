'use client'

import { Dialog as Base } from '@base-ui/react/dialog'
import { Search } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { classNames } from '../ui/class-names'
import { backdropClass } from '../ui/overlay-classes'
import { Spinner } from '../ui/spinner'
import type { CommandPaletteProps, Finding } from './command-palette'
import { messages } from './messages'
import { useFindings } from './use-findings'

type Props = CommandPaletteProps & {
  open: boolean
  onOpenChange: (open: boolean) => void
  /** what was typed before the field was there */
  typedAhead: () => string
}

/** A combobox in a dialog (WAI-ARIA): the focus stays in the input, arrows move through the findings, Enter goes there. */
export function PaletteDialog({ search, actions = [], open, onOpenChange, typedAhead }: Props) {
  const router = useRouter()
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const [query, setQuery] = useState('')
  const [active, setActive] = useState(0)
  const { findings, status } = useFindings(search, actions, query)
  const chosen = Math.min(active, findings.length - 1)

  useEffect(() => {
    document.getElementById(`${id}-${chosen}`)?.scrollIntoView({ block: 'nearest' })
  }, [chosen, id])

  function close() {
    setQuery('')
    setActive(0)
    onOpenChange(false)
  }

  function go(finding: Finding | undefined) {
    if (!finding) return
    close()
    router.push(finding.href)
  }

  function steer(event: KeyboardEvent) {
    const last = findings.length - 1
    const moves: Record<string, number> = {
      ArrowDown: chosen >= last ? 0 : chosen + 1,
      ArrowUp: chosen <= 0 ? last : chosen - 1,
      Home: 0,
      End: last,
    }
    const next = moves[event.key]
    if (next !== undefined && findings.length > 0) {
      event.preventDefault()
      setActive(next)
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault()
      go(findings[chosen])
    }
  }

  return (
    <Base.Root open={open} onOpenChange={(next) => (next ? onOpenChange(true) : close())}>
      <Base.Portal>
        <Base.Backdrop className={backdropClass} />
        <Base.Popup
          initialFocus={input}
          className="fixed inset-x-3 top-3 z-50 mx-auto flex max-h-[min(28rem,80dvh)] max-w-xl flex-col overflow-hidden rounded-xl bg-raised shadow-floating outline-none sm:top-[12dvh]"
        >
          <Base.Title className="sr-only">{messages.search}</Base.Title>
          <div className="flex items-center gap-2.5 border-b px-4">
            {status === 'loading' ? (
              <Spinner className="text-ink-faint" />
            ) : (
              <Search aria-hidden className="size-4 text-ink-faint" />
            )}
            <input
              ref={input}
              role="combobox"
              aria-label={messages.search}
              aria-expanded={findings.length > 0}
              aria-controls={`${id}-list`}
              aria-activedescendant={findings.length > 0 ? `${id}-${chosen}` : undefined}
              aria-autocomplete="list"
              autoComplete="off"
              spellCheck={false}
              placeholder={messages.searchPlaceholder}
              value={query}
              onFocus={() => {
                const typed = typedAhead()
                if (typed) setQuery((now) => now + typed)
              }}
              onChange={(event) => {
                setQuery(event.currentTarget.value)
                setActive(0)
              }}
              onKeyDown={steer}
              className="h-12 min-w-0 flex-1 bg-transparent text-md text-ink outline-none"
            />
          </div>
          <Findings id={id} findings={findings} chosen={chosen} onPoint={setActive} onGo={go} />
          <p role="status" className="px-4 text-sm text-ink-faint [&:not(:empty)]:py-3">
            {statusText(query.trim(), findings.length, status)}
          </p>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}

function statusText(query: string, count: number, status: 'idle' | 'loading' | 'failed'): string {
  if (status === 'failed') return messages.searchFailed
  if (status === 'loading') return ''
  if (query.length < 2) return messages.searchHint
  return count === 0 ? messages.searchEmpty(query) : messages.searchResults(count)
}

type FindingsProps = {
  id: string
  findings: readonly Finding[]
  chosen: number
  onPoint: (at: number) => void
  onGo: (finding: Finding) => void
}

function Findings({ id, findings, chosen, onPoint, onGo }: FindingsProps) {
  const groups = [...new Set(findings.map((finding) => finding.group))]
  return (
    <div
      id={`${id}-list`}
      role="listbox"
      tabIndex={-1}
      aria-label={messages.search}
      className="min-h-0 flex-1 overflow-y-auto p-1.5 empty:hidden"
    >
      {groups.map((group) => (
        // biome-ignore lint/a11y/useSemanticElements: a group of options inside a listbox has no element of its own
        <div key={group} role="group" aria-label={group}>
          <p aria-hidden="true" className="px-2.5 pt-2 pb-1 text-xs font-medium text-ink-faint">
            {group}
          </p>
          {findings.map((finding, at) =>
            finding.group === group ? (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are heard at the input, which keeps the focus
              <div
                key={`${finding.href} ${at}`}
                id={`${id}-${at}`}
                role="option"
                tabIndex={-1}
                aria-selected={at === chosen}
                onPointerMove={() => onPoint(at)}
                onClick={() => onGo(finding)}
                className={classNames(
                  'flex min-h-control cursor-default items-center gap-3 rounded-md px-2.5 text-sm text-ink',
                  at === chosen && 'bg-hover',
                )}
              >
                <span className="min-w-0 flex-1 truncate">{finding.label}</span>
                {finding.hint && <span className="max-w-1/2 truncate text-xs text-ink-faint">{finding.hint}</span>}
              </div>
            ) : null,
          )}
        </div>
      ))}
    </div>
  )
}
