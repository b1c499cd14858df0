'use client'

import { usePathname } from 'next/navigation'
import { useEffect, useRef } from 'react'
import { classNames } from './class-names'
import { Link } from './link'
import { messages } from './messages'

export type Tab = { href: string; label: string; count?: number; exact?: boolean }

/** The sections of one thing, each with an address of its own; scrolls sideways where there is no room. */
export function Tabs({ tabs, label = messages.tabs }: { tabs: readonly Tab[]; label?: string }) {
  const path = usePathname()
  const current = tabs
    .filter((tab) => path === tab.href || (!tab.exact && path.startsWith(`${tab.href}/`)))
    .sort((a, b) => b.href.length - a.href.length)[0]?.href
  const here = useRef<HTMLLIElement>(null)
  // Only sideways: the page itself must not move.
  useEffect(() => {
    const row = here.current?.closest('nav')
    if (current && here.current && row)
      row.scrollLeft = here.current.offsetLeft - (row.clientWidth - here.current.offsetWidth) / 2
  }, [current])
  return (
    <nav aria-label={label} className="relative -mb-px overflow-x-auto overflow-y-hidden">
      <ul className="flex gap-1">
        {tabs.map((tab) => (
          <li key={tab.href} ref={tab.href === current ? here : undefined}>
            <Link
              href={tab.href}
              aria-current={tab.href === current ? 'page' : undefined}
              className={classNames(
                'flex h-9 items-center gap-1.5 border-b-2 px-2 text-sm font-medium whitespace-nowrap -outline-offset-2 transition-colors',
                tab.href === current
                  ? 'border-accent-text text-ink'
                  : 'border-transparent text-ink-muted hover:border-line-strong hover:text-ink',
              )}
            >
              {tab.label}
              {tab.count !== undefined && <span className="text-xs text-ink-faint tabular-nums">{tab.count}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
