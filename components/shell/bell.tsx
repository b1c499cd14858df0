import { Bell as BellIcon } from 'lucide-react'
import { IconLink } from '../ui/icon-button'
import { messages } from './messages'

/** The way to one's notifications with the number of unread ones; a live count is a new `unread`. */
export function Bell({ href, unread }: { href: string; unread: number }) {
  return (
    <>
      <IconLink
        href={href}
        label={messages.bell(unread)}
        icon={
          <>
            <BellIcon aria-hidden className="size-4.5" />
            {unread > 0 && (
              <span className="absolute top-0 right-0 grid h-4 min-w-4 place-items-center rounded-full bg-accent px-1 text-2xs font-semibold text-accent-ink tabular-nums">
                {unread > 99 ? messages.many : unread}
              </span>
            )}
          </>
        }
      />
      <span className="sr-only" aria-live="polite">
        {unread > 0 ? messages.bell(unread) : ''}
      </span>
    </>
  )
}
