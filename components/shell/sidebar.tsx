import type { ReactNode } from 'react'
import { messages } from './messages'
import { type NavItem, NavLink } from './nav-link'

export type NavGroup = { label?: string; items: readonly NavItem[] }

/** The list of rooms, in groups. Who calls decides by permission what stands in it. */
export function Sidebar({
  groups,
  header,
  footer,
}: {
  groups: readonly NavGroup[]
  header?: ReactNode
  footer?: ReactNode
}) {
  return (
    <div className="flex min-h-full flex-col gap-4">
      {header}
      <nav aria-label={messages.navigation} className="flex flex-1 flex-col gap-4">
        {groups
          .filter((group) => group.items.length > 0)
          .map((group, at) => (
            <div key={group.label ?? at}>
              {group.label && <p className="px-2 pb-1 text-xs font-medium text-ink-faint">{group.label}</p>}
              <ul className="flex flex-col gap-px">
                {group.items.map((item) => (
                  <li key={item.href}>
                    <NavLink {...item} />
                  </li>
                ))}
              </ul>
            </div>
          ))}
      </nav>
      {footer}
    </div>
  )
}
