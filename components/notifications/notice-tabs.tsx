import { classNames } from '@/components/ui/class-names'
import { Link } from '@/components/ui/link'
import { noticePage as words } from '@/lib/notifications/messages'
import { type NoticeView, noticeAddress } from './notice-address'

const tabs = [
  { view: { filter: '' }, label: words.all },
  { view: { filter: 'unread' }, label: words.unreadOnly },
  { view: { filter: 'mentions' }, label: words.mentions },
]

/** All, unread, mentions: the same page with another filter in its address. */
export function NoticeTabs({ here, view }: { here: string; view: NoticeView }) {
  return (
    <nav aria-label={words.title} className="-mb-px overflow-x-auto overflow-y-hidden">
      <ul className="flex gap-1">
        {tabs.map((tab) => {
          const current = (view.filter ?? '') === tab.view.filter
          return (
            <li key={tab.label}>
              <Link
                href={noticeAddress(here, {
                  ...view,
                  ...tab.view,
                  kind: tab.view.filter === 'mentions' ? undefined : view.kind,
                })}
                aria-current={current ? 'page' : undefined}
                className={classNames(
                  'flex h-9 items-center border-b-2 px-2 text-sm font-medium whitespace-nowrap -outline-offset-2 transition-colors',
                  current
                    ? 'border-accent-text text-ink'
                    : 'border-transparent text-ink-muted hover:border-line-strong hover:text-ink',
                )}
              >
                {tab.label}
              </Link>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
