'use client'

import type { ReactElement, ReactNode } from 'react'
import type { ChoiceProps, ItemProps, LinkProps } from './menu-parts'
import { onDemand, useOpener } from './use-opener'

export { popupClass } from './overlay-classes'

const parts = onDemand(() => import('./menu-parts'))

type MenuProps = {
  /** the button that opens it; must have a name of its own */
  trigger: ReactElement
  children: ReactNode
  side?: 'top' | 'bottom'
  align?: 'start' | 'end'
}

/** A button with a list of actions: arrows move, letters jump, Escape closes. */
export function Menu({ trigger, children, side = 'bottom', align = 'start' }: MenuProps) {
  const { button, id, anchor, shown, change, byKey, loaded } = useOpener({ parts, kind: 'menu', trigger })
  return (
    <>
      {button}
      {loaded && (
        <loaded.MenuPopup {...{ side, align, anchor, byKey }} labelledBy={id} open={shown} onOpenChange={change}>
          {children}
        </loaded.MenuPopup>
      )}
    </>
  )
}

// The parts stand inside an open menu only, so their code is there by then.

export function MenuItem(props: ItemProps & { onSelect?: () => void; danger?: boolean }) {
  const loaded = parts.loaded()
  return loaded && <loaded.MenuItem {...props} />
}

export function MenuLink(props: LinkProps) {
  const loaded = parts.loaded()
  return loaded && <loaded.MenuLink {...props} />
}

/** A choice of one among several inside a menu. */
export function MenuChoice<Value extends string>(props: ChoiceProps<Value>) {
  const loaded = parts.loaded()
  return loaded && <loaded.MenuChoice {...props} />
}

export function MenuGroup(props: { label: string; children: ReactNode }) {
  const loaded = parts.loaded()
  return loaded && <loaded.MenuGroup {...props} />
}

export function MenuSeparator() {
  const loaded = parts.loaded()
  return loaded && <loaded.MenuSeparator />
}
