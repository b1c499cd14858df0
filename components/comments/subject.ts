import { messages } from '@/lib/comments/messages'
import type { CommentSubject } from '@/lib/comments/schema'

/** What a conversation is about. */
export type Subject = { kind: CommentSubject; id: string }
/** The same, with the project it belongs to. */
export type PlacedSubject = Subject & { projectId: string }

/** Under which a conversation is kept, and read again when it is invalidated. */
export const conversationKey = ({ id }: Subject) => ['comments', id] as const

/** Where a conversation is read over REST, below the organization. */
export const conversationPath = ({ kind, id }: Subject) => `${kind}s/${id}/comments`

/** The words that differ with what is talked about. */
export const conversationWords = ({ kind }: Pick<Subject, 'kind'>) =>
  ({ task: messages.onOther, ticket: messages.onTicket, project: messages.onProject })[kind]
