/** With what one may answer a comment in one click. */
export const reactionEmoji = ['👍', '🎉', '❤️', '👀', '✅', '😕'] as const
export type ReactionEmoji = (typeof reactionEmoji)[number]
