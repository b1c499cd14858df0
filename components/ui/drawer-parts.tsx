'use client'

import { Dialog as Base } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import { classNames } from './class-names'
import type { Shown } from './dialog'
import type { DrawerProps } from './drawer'
import { IconButton } from './icon-button'
import { messages } from './messages'
import { ModalPanel } from './modal-panel'

type Props = Omit<DrawerProps, 'trigger' | 'open' | 'onOpenChange'> & Shown

const sides = {
  start: 'inset-y-0 left-0 w-72 max-w-[85vw] data-starting-style:-translate-x-full data-ending-style:-translate-x-full',
  end: classNames(
    'max-sm:inset-x-0 max-sm:bottom-0 max-sm:max-h-[90dvh] max-sm:rounded-t-xl',
    'max-sm:data-starting-style:translate-y-full max-sm:data-ending-style:translate-y-full',
    'sm:inset-y-0 sm:right-0 sm:w-full sm:max-w-md sm:data-starting-style:translate-x-full sm:data-ending-style:translate-x-full',
  ),
}

/** A modal panel at an edge of the screen; keyboard and focus behave as in a dialog. */
export function DrawerWindow({
  title,
  children,
  footer,
  open,
  onOpenChange,
  side = 'end',
  hideTitle,
  finalFocus,
}: Props) {
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      <ModalPanel
        parts={Base}
        finalFocus={finalFocus}
        className={classNames(
          'fixed z-50 flex flex-col bg-raised shadow-floating outline-none transition-transform duration-200',
          sides[side],
        )}
      >
        <div
          className={classNames(
            'flex items-center justify-between gap-4',
            hideTitle ? 'absolute top-2 right-2 z-10' : 'border-b px-4 py-3',
          )}
        >
          <Base.Title className={hideTitle ? 'sr-only' : 'text-md font-semibold text-ink'}>{title}</Base.Title>
          <Base.Close
            render={<IconButton size="sm" label={messages.actions.close} icon={<X aria-hidden className="size-4" />} />}
          />
        </div>
        <div className="min-h-0 flex-1 overflow-y-auto p-4">{children}</div>
        {footer && <div className="flex flex-wrap justify-end gap-2 border-t px-4 py-3">{footer}</div>}
      </ModalPanel>
    </Base.Root>
  )
}
