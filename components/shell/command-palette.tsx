'use client'

import { Search } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useState, useSyncExternalStore } from 'react'
import { Kbd } from '../ui/kbd'
import { keyNames } from './key-names'
import { messages } from './messages'
import { useShortcut } from './use-shortcut'
import { useTypedAhead } from './use-typed-ahead'

export type Finding = { group: string; label: string; href: string; hint?: string }

export type CommandPaletteProps = {
  /** asks the server; two letters at least. A server action bound to the organization will do */
  search: (query: string) => Promise<readonly Finding[]>
  /** what one can go to or do without searching; matched by the label */
  actions?: readonly Finding[]
}

const PaletteDialog = dynamic(() => import('./palette-dialog').then((module) => module.PaletteDialog), { ssr: false })

/** The search button of the bar, and Ctrl/Cmd-K. The palette itself is loaded on first use. */
export function CommandPalette(props: CommandPaletteProps) {
  const [open, setOpen] = useState(false)
  const [asked, setAsked] = useState(false)
  const typedAhead = useTypedAhead(open)
  const keys = useSyncExternalStore(
    () => () => {},
    () => keyNames('mod+k').join(' '),
    () => 'Ctrl K',
  )
  const show = () => {
    setAsked(true)
    setOpen(true)
  }
  useShortcut({ keys: 'mod+k', label: messages.search, group: messages.general }, show)
  useShortcut({ keys: '/', label: messages.search, group: messages.general }, show)
  return (
    <>
      <button
        type="button"
        onClick={show}
        aria-label={messages.search}
        className="flex h-control items-center gap-2 rounded-md px-2.5 text-sm text-ink-muted hover:bg-hover hover:text-ink md:mr-auto md:h-control-sm md:w-64 md:border md:border-line-strong md:bg-surface"
      >
        <Search aria-hidden className="size-5 md:size-4" />
        <span className="flex-1 text-left max-md:hidden">{messages.search}</span>
        <span aria-hidden="true" className="max-md:hidden">
          <Kbd keys={keys.split(' ')} />
        </span>
      </button>
      {asked && <PaletteDialog {...props} open={open} onOpenChange={setOpen} typedAhead={typedAhead} />}
    </>
  )
}
