'use client'

import { Menu as Base } from '@base-ui/react/menu'
import { Check } from 'lucide-react'
import { type ReactNode, type RefObject, useRef } from 'react'
import { classNames } from './class-names'
import { Link } from './link'
import { popupClass } from './overlay-classes'
import { useOverlayHost } from './overlay-host'

const itemClass = classNames(
  'flex min-h-control-sm cursor-default items-center gap-2 rounded-md px-2 text-sm outline-none select-none',
  'data-disabled:text-ink-faint data-disabled:opacity-60 data-highlighted:bg-hover [&_svg]:size-4 [&_svg]:shrink-0',
)

type MenuPopupProps = {
  children: ReactNode
  side: 'top' | 'bottom'
  align: 'start' | 'end'
  anchor: RefObject<HTMLElement | null>
  labelledBy: string
  /** opened by keyboard: the first entry is chosen at once */
  byKey: boolean
  open: boolean
  onOpenChange: (open: boolean) => void
}

/** To the button of the menu, unless what was chosen there has opened a dialog that has the focus by now. */
function backTo(button: HTMLElement | null): HTMLElement | false | null {
  const dialog = document.activeElement?.closest('[role=dialog], [role=alertdialog]')
  return dialog && !dialog.contains(button) ? false : button
}

/** The list of a menu, beside the button that opens it. */
export function MenuPopup({ children, side, align, anchor, labelledBy, byKey, open, onOpenChange }: MenuPopupProps) {
  const host = useOverlayHost()
  const fresh = useRef(open)
  if (!open) fresh.current = true
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      <Base.Portal container={host}>
        <Base.Positioner
          anchor={anchor}
          side={side}
          align={align}
          sideOffset={4}
          collisionPadding={8}
          className="z-50 outline-none"
        >
          <Base.Popup
            aria-labelledby={labelledBy}
            finalFocus={() => backTo(anchor.current)}
            className={popupClass}
            onFocus={(event) => {
              if (event.target !== event.currentTarget || !byKey || !fresh.current) return
              fresh.current = false
              event.currentTarget.querySelector<HTMLElement>('[role^=menuitem]:not([data-disabled])')?.focus()
            }}
          >
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

export type ItemProps = { children: ReactNode; icon?: ReactNode; hint?: ReactNode; disabled?: boolean }

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

export type LinkProps = ItemProps & { href: string; current?: boolean }

export function MenuLink({ href, current, ...item }: LinkProps) {
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

export type ChoiceProps<Value extends string> = {
  label: string
  value: Value
  /** `text` stands below the label and may take several lines */
  options: readonly { value: Value; label: string; icon?: ReactNode; text?: ReactNode; disabled?: boolean }[]
  onChange: (value: Value) => void
  /** closes the menu once something is chosen */
  closes?: boolean
}

export function MenuChoice<Value extends string>({
  label,
  value,
  options,
  onChange,
  closes = false,
}: ChoiceProps<Value>) {
  return (
    <Base.RadioGroup value={value} onValueChange={(next: Value) => onChange(next)} aria-label={label}>
      {options.map((option) => (
        <Base.RadioItem
          key={option.value}
          value={option.value}
          closeOnClick={closes}
          disabled={option.disabled}
          className={classNames(itemClass, 'text-ink')}
        >
          {content({
            children: option.text ? (
              <span className="block max-w-72 py-1 whitespace-normal">
                {option.label}
                <span className="block text-xs text-ink-muted">{option.text}</span>
              </span>
            ) : (
              option.label
            ),
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
