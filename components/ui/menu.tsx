'use client'

import { Menu as Base } from '@base-ui/react/menu'
import { Check } from 'lucide-react'
import Link from 'next/link'
import type { ReactElement, ReactNode } from 'react'
import { classNames } from './class-names'
import { useOverlayHost } from './overlay-host'

export const popupClass = classNames(
  'max-h-(--available-height) min-w-44 origin-(--transform-origin) overflow-y-auto rounded-lg bg-raised p-1 shadow-floating',
  'outline-none transition duration-100 data-ending-style:opacity-0 data-starting-style:scale-98 data-starting-style:opacity-0',
)

const itemClass = classNames(
  'flex min-h-control-sm cursor-default items-center gap-2 rounded-md px-2 text-sm outline-none select-none',
  'data-disabled:text-ink-faint data-disabled:opacity-60 data-highlighted:bg-hover [&_svg]:size-4 [&_svg]:shrink-0',
)

type MenuProps = {
  /** the button that opens it; must have a name of its own */
  trigger: ReactElement
  children: ReactNode
  side?: 'top' | 'bottom'
  align?: 'start' | 'end'
}

/** A button with a list of actions: arrows move, letters jump, Escape closes. */
export function Menu({ trigger, children, side = 'bottom', align = 'start' }: MenuProps) {
  const host = useOverlayHost()
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal container={host}>
        <Base.Positioner side={side} align={align} sideOffset={4} collisionPadding={8} className="z-50 outline-none">
          <Base.Popup className={popupClass}>{children}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

type ItemProps = { children: ReactNode; icon?: ReactNode; hint?: ReactNode; disabled?: boolean }

const content = ({ children, icon, hint }: ItemProps) => (
  <>
    {icon && <span className="text-ink-faint">{icon}</span>}
    <span className="min-w-0 flex-1 truncate">{children}</span>
    {hint && <span className="text-xs text-ink-faint">{hint}</span>}
  </>
)

export function MenuItem({ onSelect, danger, ...item }: ItemProps & { onSelect?: () => void; danger?: boolean }) {
  return (
    <Base.Item
      disabled={item.disabled}
      onClick={onSelect}
      className={classNames(itemClass, danger ? 'text-danger-text' : 'text-ink')}
    >
      {content(item)}
    </Base.Item>
  )
}

export function MenuLink({ href, current, ...item }: ItemProps & { href: string; current?: boolean }) {
  return (
    <Base.LinkItem
      closeOnClick
      aria-current={current ? 'true' : undefined}
      className={classNames(itemClass, 'text-ink')}
      render={<Link href={href} />}
    >
      {content({ ...item, hint: current ? <Check aria-hidden /> : item.hint })}
    </Base.LinkItem>
  )
}

/** A choice of one among several inside a menu. */
export function MenuChoice<Value extends string>({
  label,
  value,
  options,
  onChange,
}: {
  label: string
  value: Value
  options: readonly { value: Value; label: string; icon?: ReactNode }[]
  onChange: (value: Value) => void
}) {
  return (
    <Base.RadioGroup value={value} onValueChange={(next: Value) => onChange(next)} aria-label={label}>
      {options.map((option) => (
        <Base.RadioItem
          key={option.value}
          value={option.value}
          closeOnClick={false}
          className={classNames(itemClass, 'text-ink')}
        >
          {content({
            children: option.label,
            icon: option.icon,
            hint: (
              <Base.RadioItemIndicator>
                <Check aria-hidden />
              </Base.RadioItemIndicator>
            ),
          })}
        </Base.RadioItem>
      ))}
    </Base.RadioGroup>
  )
}

export function MenuGroup({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Base.Group>
      <Base.GroupLabel className="px-2 pt-2 pb-1 text-xs font-medium text-ink-faint">{label}</Base.GroupLabel>
      {children}
    </Base.Group>
  )
}

export function MenuSeparator() {
  return <Base.Separator className="-mx-1 my-1 h-px bg-line" />
}
