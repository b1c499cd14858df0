import { AtSign } from 'lucide-react'
import { Card } from '@/components/ui/card'
import { Link } from '@/components/ui/link'
import { RelativeTime } from '@/components/ui/relative-time'
import type { Mention } from '@/lib/tasks/mentions'
import { messages } from '@/lib/tasks/messages'

type Props = { org: string; mentions: readonly Mention[]; locale: string; timeZone: string }

/** The last comments that mention the reader, each a way to its task. Nothing without any. */
export function MentionList({ org, mentions, locale, timeZone }: Props) {
  if (mentions.length === 0) return null
  return (
    <Card
      flush
      className="mt-4"
      title={
        <span className="inline-flex items-center gap-1.5">
          <AtSign aria-hidden className="size-4 text-ink-faint" />
          {messages.work.mentions}
        </span>
      }
    >
      <ul aria-label={messages.work.mentions} className="divide-y text-sm">
        {mentions.map(({ id, key: taskKey, title, author, text, createdAt }) => (
          <li key={id} className="relative px-4 py-2.5 hover:bg-hover">
            <Link
              href={`/${org}/tasks/${taskKey}#comment-${id}`}
              className="font-medium text-ink outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent-text"
            >
              <span className="mr-1 text-xs font-normal text-ink-faint">{taskKey}</span> {title}
            </Link>
            <p className="line-clamp-2 text-ink-muted">{text}</p>
            <p className="text-xs text-ink-faint">
              {author && `${author}, `}
              <RelativeTime value={createdAt} locale={locale} timeZone={timeZone} />
            </p>
          </li>
        ))}
      </ul>
    </Card>
  )
}
