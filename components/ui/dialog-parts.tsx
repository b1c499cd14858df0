'use client'

import { Dialog as Base } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import { type ReactElement, useRef } from 'react'
import { classNames } from './class-names'
import type { DialogProps, Shown } from './dialog'
import { IconButton } from './icon-button'
import { messages } from './messages'
import { ModalPanel } from './modal-panel'

type Props = Omit<DialogProps, 'trigger' | 'open' | 'onOpenChange'> & Shown

const widths = { sm: 'sm:max-w-sm', md: 'sm:max-w-lg', lg: 'sm:max-w-3xl' }

const field = ':is(input:not([type=hidden], [type=radio]:not(:checked)), select, textarea)'

/** What somebody came to fill in. Not on a phone, where its keyboard would at once lie over half of the window. */
function firstField(content: HTMLElement | null) {
  if (window.matchMedia('(hover: none)').matches) return null
  return content?.querySelector<HTMLElement>(`${field}:not(:disabled, [tabindex="-1"])`)
}

/** A modal window: traps the focus, closes on Escape and outside, gives the focus back. On phones it fills the foot. */
export function DialogWindow({
  title,
  description,
  children,
  footer,
  open,
  onOpenChange,
  size = 'md',
  initialFocus,
  finalFocus,
}: Props) {
  const content = useRef<HTMLDivElement>(null)
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      <ModalPanel
        parts={Base}
        initialFocus={initialFocus ?? (() => firstField(content.current) ?? true)}
        finalFocus={finalFocus}
        className={classNames(
          'fixed z-50 flex max-h-[90dvh] w-full flex-col bg-raised shadow-floating outline-none',
          'transition duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0',
          'inset-x-0 bottom-0 rounded-t-xl max-sm:data-starting-style:translate-y-4',
          'sm:inset-x-0 sm:top-[10dvh] sm:bottom-auto sm:mx-auto sm:max-h-[80dvh] sm:rounded-xl',
          'sm:data-starting-style:scale-98 sm:data-ending-style:scale-98',
          widths[size],
        )}
      >
        <div className="flex items-start justify-between gap-4 px-4 pt-4 sm:px-6 sm:pt-5">
          <div className="min-w-0">
            <Base.Title className="text-md font-semibold text-ink">{title}</Base.Title>
            {description && (
              <Base.Description className="mt-1 text-sm text-ink-muted" render={<div />}>
                {description}
              </Base.Description>
            )}
          </div>
          <Base.Close
            render={<IconButton size="sm" label={messages.actions.close} icon={<X aria-hidden className="size-4" />} />}
          />
        </div>
        <div ref={content} className="min-h-0 flex-1 overflow-y-auto px-4 py-4 sm:px-6">
          {children}
        </div>
        {footer && (
          <div className="flex flex-wrap justify-end gap-2 border-t px-4 py-3 max-sm:pb-[max(0.75rem,env(safe-area-inset-bottom))] sm:px-6">
            {footer}
          </div>
        )}
      </ModalPanel>
    </Base.Root>
  )
}

export function DialogClose({ children }: { children: ReactElement }) {
  return <Base.Close render={children} />
}
