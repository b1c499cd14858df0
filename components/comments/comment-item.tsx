'use client'

import { Ellipsis, Eye, Lock, Reply } from 'lucide-react'
import { useState } from 'react'
import { refused } from '@/components/access/who-gives'
import { WhoSees } from '@/components/access/who-sees'
import { AttachedFiles } from '@/components/attachments/attached-files'
import { announce } from '@/components/ui/announcer'
import { Avatar } from '@/components/ui/avatar'
import { Button } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { IconButton } from '@/components/ui/icon-button'
import { Markdown } from '@/components/ui/markdown'
import { Menu, MenuItem } from '@/components/ui/menu'
import { RelativeTime } from '@/components/ui/relative-time'
import { Badge } from '@/components/ui/status-pill'
import { messages as access } from '@/lib/access/messages'
import { deleteComment } from '@/lib/comments/actions'
import { messages } from '@/lib/comments/messages'
import type { Comment } from '@/lib/comments/queries'
import { CommentEditor } from './comment-editor'
import type { Person } from './mentions'
import { Reactions } from './reactions'

export type CommentReader = {
  org: string
  people: readonly Person[]
  /** whether team-only comments exist for this reader, so that each says who reads it */
  seesInternal: boolean
  seesPeople: boolean
  locale: string
  timeZone: string
}

/** One comment: who, when, for whom, and what. */
export function CommentItem({
  comment,
  reader,
  onChanged,
  onReply,
}: {
  comment: Comment
  reader: CommentReader
  onChanged: () => void
  /** opens the place to answer, where one may */
  onReply?: (comment: Comment) => void
}) {
  const [editing, setEditing] = useState(false)
  const [asking, setAsking] = useState(false)
  const [explaining, setExplaining] = useState(false)
  const { author, may, shared } = comment

  async function remove() {
    const result = await deleteComment(reader.org, { comment: comment.id })
    if (!result.ok) return refused(result.error, { org: reader.org, type: 'comment', id: comment.id })
    announce(messages.deleted)
    onChanged()
  }

  return (
    <article
      id={`comment-${comment.id}`}
      aria-label={author.name}
      className={classNames(
        'flex gap-3 px-4 py-3',
        // A frame of another kind: what stays inside must not be taken for what went out.
        reader.seesInternal && !shared && 'border-l-4 border-dashed border-l-line-strong bg-sunken pl-3',
      )}
    >
      <Avatar name={author.name} />
      <div className="min-w-0 flex-1">
        <div className="flex min-h-7 flex-wrap items-center gap-x-2 gap-y-1 text-xs text-ink-faint">
          <span className="text-sm font-medium text-ink">{author.name}</span>
          <RelativeTime value={comment.createdAt} locale={reader.locale} timeZone={reader.timeZone} />
          {comment.editedAt && <span>({messages.edited})</span>}
          {reader.seesInternal && (
            <Badge tone={shared ? 'info' : 'neutral'}>
              {shared ? <Eye aria-hidden className="size-3" /> : <Lock aria-hidden className="size-3" />}
              {shared ? messages.shared : messages.internal}
            </Badge>
          )}
          {!editing && (
            <span className="ml-auto">
              <Menu
                align="end"
                trigger={
                  <IconButton
                    size="sm"
                    label={messages.more(author.name)}
                    icon={<Ellipsis aria-hidden className="size-4" />}
                  />
                }
              >
                {may.edit && <MenuItem onSelect={() => setEditing(true)}>{messages.edit}</MenuItem>}
                <MenuItem onSelect={() => setExplaining(true)}>{access.open}</MenuItem>
                {may.delete && (
                  <MenuItem danger onSelect={() => setAsking(true)}>
                    {messages.delete}
                  </MenuItem>
                )}
              </Menu>
            </span>
          )}
        </div>
        {editing ? (
          <CommentEditor
            org={reader.org}
            comment={comment}
            people={reader.people}
            onEnd={(saved) => {
              setEditing(false)
              if (saved) onChanged()
            }}
          />
        ) : (
          <>
            <Markdown safeHtml={comment.html} />
            <AttachedFiles org={reader.org} files={comment.attachments} />
            <div className="mt-1 -ml-1 flex flex-wrap items-center gap-1">
              <Reactions org={reader.org} comment={comment} onChanged={onChanged} />
              {onReply && (
                <Button
                  size="sm"
                  variant="ghost"
                  icon={<Reply aria-hidden className="size-3.5" />}
                  aria-label={messages.replyTo(author.name)}
                  onClick={() => onReply(comment)}
                >
                  {messages.reply}
                </Button>
              )}
            </div>
          </>
        )}
      </div>
      <WhoSees {...reader} type="comment" id={comment.id} open={explaining} onOpenChange={setExplaining} />
      {asking && (
        <ConfirmDialog
          open
          onOpenChange={setAsking}
          danger
          title={messages.deleteTitle}
          description={messages.deleteText}
          confirmLabel={messages.deleteConfirm}
          onConfirm={remove}
        />
      )}
    </article>
  )
}
