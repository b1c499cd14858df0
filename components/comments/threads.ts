import type { Comment } from '@/lib/comments/queries'

/** A comment with what answers it. Without `root` when the comment itself was deleted. */
export type Thread = { id: string; root: Comment | null; replies: Comment[] }

/** How many replies a thread shows before the earlier ones are folded. */
export const shownReplies = 3

/** Comments, oldest first, as threads in the order in which they began. */
export function threadsOf(comments: readonly Comment[]): Thread[] {
  const threads = new Map<string, Thread>()
  for (const comment of comments) {
    const id = comment.parentId ?? comment.id
    const thread = threads.get(id) ?? { id, root: null, replies: [] }
    if (comment.parentId) thread.replies.push(comment)
    else thread.root = comment
    threads.set(id, thread)
  }
  return [...threads.values()]
}
