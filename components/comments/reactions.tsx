'use client'

import { SmilePlus } from 'lucide-react'
import { useState } from 'react'
import { toastProblem } from '@/components/access/toast-problem'
import { restForm } from '@/components/shell/rest-form'
import { classNames } from '@/components/ui/class-names'
import { IconButton } from '@/components/ui/icon-button'
import { toast } from '@/components/ui/toast-queue'
import { messages } from '@/lib/comments/messages'
import { type ReactionEmoji, reactionEmoji } from '@/lib/comments/policy'
import type { Comment } from '@/lib/comments/queries'

type Reaction = Comment['reactions'][number]
type Props = { org: string; comment: Comment; onChanged: () => void }

/** How a set of reactions looks once mine is put there or taken back. */
function toggled(reactions: readonly Reaction[], emoji: ReactionEmoji): Reaction[] {
  const own = reactions.find((reaction) => reaction.emoji === emoji)
  if (!own) return [...reactions, { emoji, count: 1, mine: true, names: null }]
  const next = { ...own, mine: !own.mine, count: own.count + (own.mine ? -1 : 1), names: null }
  return reactions.map((reaction) => (reaction === own ? next : reaction)).filter(({ count }) => count > 0)
}

/** Reactions under a comment; a click puts mine there or takes it back, at once. */
export function Reactions({ org, comment, onChanged }: Props) {
  const [choosing, setChoosing] = useState(false)
  const [ahead, setAhead] = useState<{ of: Comment; reactions: Reaction[] } | null>(null)
  // What is ahead of the server holds until the comment has been read again.
  const reactions = ahead?.of === comment ? ahead.reactions : comment.reactions

  async function toggle(emoji: ReactionEmoji) {
    const on = !reactions.some((reaction) => reaction.emoji === emoji && reaction.mine)
    setChoosing(false)
    setAhead({ of: comment, reactions: toggled(reactions, emoji) })
    const result = await restForm('PUT', `${org}/comments/${comment.id}/reactions`, { emoji, on }).catch(() => null)
    if (!result?.ok) {
      setAhead(null)
      return result ? toastProblem(result.error, { org }) : toast({ title: messages.failed, tone: 'danger' })
    }
    onChanged()
  }
  if (reactions.length === 0 && !comment.may.react) return null
  return (
    <fieldset className="flex min-h-6 flex-wrap items-center gap-1">
      <legend className="sr-only">{messages.reactions}</legend>
      {reactions.map(({ emoji, count, mine, names }) => (
        <button
          key={emoji}
          type="button"
          disabled={!comment.may.react}
          aria-pressed={mine}
          aria-label={messages.reaction(messages.reactionNames[emoji], count, mine)}
          title={names?.join(', ') || messages.reactionNames[emoji]}
          onClick={() => void toggle(emoji)}
          className={classNames(
            'inline-flex h-6 items-center gap-1 rounded-full border px-2 text-xs tabular-nums transition-colors',
            mine ? 'border-accent-line bg-accent-soft text-accent-text' : 'bg-surface text-ink-muted hover:bg-hover',
          )}
        >
          <span aria-hidden>{emoji}</span>
          {count}
        </button>
      ))}
      {comment.may.react && (
        <IconButton
          size="sm"
          label={messages.react}
          aria-expanded={choosing}
          icon={<SmilePlus aria-hidden className="size-4" />}
          onClick={() => setChoosing(!choosing)}
        />
      )}
      {choosing &&
        reactionEmoji.map((emoji, at) => (
          <button
            key={emoji}
            type="button"
            // biome-ignore lint/a11y/noAutofocus: these appear because they were asked for
            autoFocus={at === 0}
            aria-label={messages.reactionNames[emoji]}
            title={messages.reactionNames[emoji]}
            onClick={() => void toggle(emoji)}
            onKeyDown={(event) => {
              if (event.key === 'Escape') setChoosing(false)
            }}
            className="grid size-control-sm place-items-center rounded-md text-base hover:bg-hover"
          >
            <span aria-hidden>{emoji}</span>
          </button>
        ))}
    </fieldset>
  )
}
