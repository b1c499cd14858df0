'use client'

import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'
import { classNames } from '../ui/class-names'
import { Link } from '../ui/link'

export type NavItem = {
  href: string
  label: string
  icon: ReactNode
  /** a count, or a short word */
  badge?: number | string
  /** current only on exactly this address, as for a dashboard above everything else */
  exact?: boolean
}

/** One line of the sidebar; knows whether it is the current place. */
export function NavLink({ href, label, icon, badge, exact }: NavItem) {
  const path = usePathname()
  const current = path === href || (!exact && path.startsWith(`${href}/`))
  return (
    <Link
      href={href}
      aria-current={current ? 'page' : undefined}
      className={classNames(
        'flex min-h-control-sm items-center gap-2.5 rounded-md px-2 text-sm font-medium transition-colors duration-100 [&_svg]:size-4 [&_svg]:shrink-0',
        current ? 'bg-hover text-ink' : 'text-ink-muted hover:bg-hover hover:text-ink',
      )}
    >
      <span aria-hidden className={current ? 'text-accent-text' : 'text-ink-faint'}>
        {icon}
      </span>
      <span className="min-w-0 flex-1 truncate">{label}</span>
      {badge !== undefined && badge !== 0 && (
        <span className="rounded-sm bg-accent-soft px-1.5 text-2xs font-semibold text-accent-text tabular-nums">
          {badge}
        </span>
      )}
    </Link>
  )
}
