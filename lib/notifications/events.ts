import type { EventDraft } from '@/lib/core/events'

/** Somebody chose which notices reach them; which ones is theirs alone. */
export const noticesChosen = (memberId: string): EventDraft => ({
  type: 'member.notices_chosen',
  subject: { type: 'member', id: memberId },
  quiet: true,
})
