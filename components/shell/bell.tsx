import { Bell as BellIcon } from 'lucide-react'
import type { ComponentProps } from 'react'
import { IconLink } from '../ui/icon-button'
import { messages } from './messages'

type Props = Omit<ComponentProps<typeof IconLink>, 'label' | 'icon'> & { unread: number | null }

/**
 * The way to one's notifications with the number of unread ones; a live count is a new `unread`, and null is one that is
 * not known yet: a dot stands for it.
 */
export function Bell({ unread, ...link }: Props) {
  return (
    <>
      <IconLink
        {...link}
        label={messages.bell(unread ?? 0)}
        icon={
          <>
            <BellIcon aria-hidden className="size-4.5" />
            {unread === null && <span className="absolute top-1 right-1 size-2 rounded-full bg-accent" />}
            {unread !== null && unread > 0 && (
              <span className="absolute top-0 right-0 grid h-4 min-w-4 place-items-center rounded-full bg-accent px-1 text-2xs font-semibold text-accent-ink tabular-nums">
                {unread > 99 ? messages.many : unread}
              </span>
            )}
          </>
        }
      />
      <span className="sr-only" aria-live="polite">
        {unread ? messages.bell(unread) : ''}
      </span>
    </>
  )
}
