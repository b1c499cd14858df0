'use client'

import { useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { messages } from '@/lib/comments/messages'
import type { Comment } from '@/lib/comments/queries'
import { CommentComposer } from './comment-composer'
import { CommentItem, type CommentReader } from './comment-item'
import type { PlacedSubject } from './subject'
import { shownReplies, type Thread } from './threads'

type Props = {
  thread: Thread
  subject: PlacedSubject
  reader: CommentReader
  mayComment: boolean
  onChanged: () => void
}

/** A comment, what answers it (the earlier ones folded), and the place to answer. */
export function CommentReplies({ thread: { root, replies }, subject, reader, mayComment, onChanged }: Props) {
  const [open, setOpen] = useState(false)
  const [answered, setAnswered] = useState<Comment | null>(null)
  const folded = open ? 0 : Math.max(0, replies.length - shownReplies)
  const asked = useRef<Element | null>(null)
  const answer = (comment: Comment) => {
    asked.current = document.activeElement
    setAnswered(comment)
  }
  const onReply = mayComment ? answer : undefined
  const end = () => {
    setAnswered(null)
    if (asked.current instanceof HTMLElement) asked.current.focus()
  }
  const name = root?.author.name ?? ''

  return (
    <>
      {root ? (
        <CommentItem comment={root} reader={reader} onChanged={onChanged} onReply={onReply} />
      ) : (
        <p className="px-4 py-3 text-sm text-ink-faint italic">{messages.removed}</p>
      )}
      {replies.length > 0 && (
        <div className="ml-6 border-l">
          {folded > 0 && (
            <Button variant="link" className="my-1 ml-4" onClick={() => setOpen(true)}>
              {messages.earlier(folded)}
            </Button>
          )}
          <ol aria-label={messages.replies(name)}>
            {replies.slice(folded).map((reply) => (
              <li key={reply.id}>
                <CommentItem comment={reply} reader={reader} onChanged={onChanged} onReply={onReply} />
              </li>
            ))}
          </ol>
        </div>
      )}
      {answered && (
        <div className="ml-6 border-l">
          <CommentComposer
            org={reader.org}
            subject={subject}
            people={reader.people}
            locale={reader.locale}
            choosesAudience={reader.seesInternal}
            parent={answered}
            onSent={() => {
              end()
              setOpen(true)
              onChanged()
            }}
            onCancel={end}
          />
        </div>
      )}
    </>
  )
}
