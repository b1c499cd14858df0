'use client'

import { Bell, BellOff, Ellipsis, Mail, MailOpen } from 'lucide-react'
import { IconButton } from '@/components/ui/icon-button'
import { Link } from '@/components/ui/link'
import { Menu, MenuItem, MenuSeparator } from '@/components/ui/menu'
import { RelativeTime } from '@/components/ui/relative-time'
import { noticePage as words } from '@/lib/notifications/messages'
import { markOne, mute, type NoticeLine, turnOff } from './notice-calls'

type Props = { org: string; notice: NoticeLine; changed: () => void; onOpen?: () => void }

/** One notice: what happened, why it came, the switch behind it, and what can be done about it right here. */
export function NoticeItem({ org, notice, changed, onOpen }: Props) {
  const { id, title, why, href, at, unread, label } = notice
  const mark = async (as: boolean) => {
    if (await markOne(org, id, as)) changed()
  }
  return (
    <li className="relative flex items-start gap-3 px-4 py-3 hover:bg-hover">
      <span
        aria-hidden
        className={`mt-1.5 size-2 shrink-0 rounded-full ${unread ? 'bg-accent' : 'border border-line-strong'}`}
      />
      <div className="min-w-0 flex-1">
        <Link
          href={href}
          onClick={() => {
            if (unread) void mark(true)
            onOpen?.()
          }}
          className={`text-sm break-words text-ink after:absolute after:inset-0 ${unread ? 'font-medium' : ''}`}
        >
          {unread && <span className="sr-only">{words.unread}: </span>}
          {title}
        </Link>
        <p className="text-xs text-ink-faint">
          {why} {label && words.from(label)}
        </p>
        <span className="text-xs text-ink-faint">
          <RelativeTime value={at} />
        </span>
      </div>
      <span className="relative flex shrink-0">
        <IconButton
          size="sm"
          label={`${unread ? words.read : words.unreadAgain}: ${title}`}
          icon={unread ? <MailOpen aria-hidden className="size-4" /> : <Mail aria-hidden className="size-4" />}
          onClick={() => void mark(unread)}
        />
        <NoticeMenu org={org} notice={notice} />
      </span>
    </li>
  )
}

function NoticeMenu({ org, notice: { title, kind, label, project, task, ticket } }: Pick<Props, 'org' | 'notice'>) {
  const thread = ticket ?? task
  const inProject = project?.open ? project.key : null
  if (!kind && !thread && !inProject) return null
  return (
    <Menu
      align="end"
      trigger={<IconButton size="sm" label={words.more(title)} icon={<Ellipsis aria-hidden className="size-4" />} />}
    >
      {kind && label && (
        <>
          <MenuItem icon={<Bell aria-hidden />} onSelect={() => void turnOff(org, kind, label, null)}>
            {words.off(label)}
          </MenuItem>
          {inProject && (
            <MenuItem icon={<Bell aria-hidden />} onSelect={() => void turnOff(org, kind, label, inProject)}>
              {words.offIn(label, inProject)}
            </MenuItem>
          )}
          <MenuSeparator />
        </>
      )}
      {thread && (
        <MenuItem
          icon={<BellOff aria-hidden />}
          onSelect={() => void mute(org, ticket ? { ticket: ticket.key } : { task: thread.key }, thread.key)}
        >
          {words.muteThread(thread.key)}
        </MenuItem>
      )}
      {inProject && (
        <MenuItem icon={<BellOff aria-hidden />} onSelect={() => void mute(org, { project: inProject }, inProject)}>
          {words.muteProject(inProject)}
        </MenuItem>
      )}
    </Menu>
  )
}
