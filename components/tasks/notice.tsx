import { CircleAlert, Lock, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { classNames } from '@/components/ui/class-names'
import { IconButton } from '@/components/ui/icon-button'
import { Link } from '@/components/ui/link'
import { messages } from '@/lib/tasks/messages'

type Props = {
  tone: 'calm' | 'refusal'
  title?: string
  children: ReactNode
  link?: { href: string; label: string }
  /** something to do about it */
  action?: { label: string; run: () => void }
  onClose?: () => void
}

/** A line above a board or list: that the payment gate is closed, or why something was refused. */
export function Notice({ tone, title, children, link, action, onClose }: Props) {
  const Icon = tone === 'calm' ? Lock : CircleAlert
  return (
    <div
      role={tone === 'refusal' ? 'alert' : 'note'}
      className={classNames(
        'mb-3 flex items-start gap-2 rounded-md border px-3 py-2 text-sm',
        tone === 'calm'
          ? 'border-warning-line bg-warning-soft text-warning-text'
          : 'border-danger-line bg-danger-soft text-danger-text',
      )}
    >
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div className="min-w-0 flex-1">
        {title && <p className="font-semibold">{title}</p>}
        <p>
          {children}{' '}
          {link && (
            <Link href={link.href} className="font-medium whitespace-nowrap underline underline-offset-2">
              {link.label}
            </Link>
          )}
          {action && (
            <button type="button" onClick={action.run} className="font-medium underline underline-offset-2">
              {action.label}
            </button>
          )}
        </p>
      </div>
      {onClose && (
        <IconButton
          size="sm"
          className="-my-1 -mr-1"
          label={messages.dismiss}
          icon={<X aria-hidden className="size-4" />}
          onClick={onClose}
        />
      )}
    </div>
  )
}
