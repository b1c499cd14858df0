import type { NoticeReason } from './reasons'

/** Who did it, and to what, as far as the reader may know. */
export type NoticeWords = { actor: string; project: string; task: string; ticket: string; count?: number }

/** What happened, in one line, for the bell, the page and the subject of a mail. */
export const noticeTitles: Record<string, (words: NoticeWords) => string> = {
  'payment.recorded': ({ project }) => `A payment for ${project} waits to be verified`,
  'payment.reminded': ({ project }) => `A payment for ${project} has waited for a day`,
  'payment.escalated': ({ project }) => `A payment for ${project} has waited for three days`,
  'payment.verified': ({ project }) => `A payment for ${project} was verified`,
  'payment.rejected': ({ project }) => `A payment for ${project} was rejected`,
  'project.activated': ({ project }) => `${project} is active: work may start`,
  'project.staffed': ({ actor, project }) => `${actor} put you on ${project}`,
  'task.assigned': ({ actor, task }) => `${actor} assigned ${task} to you`,
  'comment.created': ({ actor, task, ticket, project }) =>
    ticket ? `${actor} replied on ${ticket}` : `${actor} commented on ${task || project}`,
  'ticket.opened': ({ ticket }) => `New ticket: ${ticket}`,
  'ticket.assigned': ({ actor, ticket }) => `${actor} assigned ${ticket} to you`,
  'ticket.status_changed': ({ ticket }) => `${ticket} has a new status`,
  'ticket.resolved': ({ ticket }) => `${ticket} is resolved`,
  'ticket.escalated': ({ actor, ticket }) => `${actor} escalated ${ticket}`,
  'ticket.breach_near': ({ ticket }) => `Time is running out for ${ticket}`,
  'ticket.breached': ({ ticket }) => `${ticket} has missed its target`,
  'export.finished': () => 'The export that you asked for has ended',
  'import.finished': ({ project }) => `Your import into ${project} has finished`,
  'invitation.accepted': ({ actor }) => `${actor} accepted your invitation`,
}

/** Why it came, as a sentence for the reader. */
export const noticeReasonWords: Record<NoticeReason, string> = {
  verify: 'You can verify payments here.',
  recorded: 'You recorded this payment.',
  staff: 'You hold a part in this project.',
  admin: 'You are an admin of the organization.',
  assigned: 'It is assigned to you.',
  requester: 'You opened this ticket.',
  support: 'You look after tickets like this one.',
  escalated: 'It was escalated to you.',
  mentioned: 'You were mentioned.',
  participant: 'You take part in this conversation.',
  requested: 'You started it.',
  invited: 'You sent the invitation.',
}

export const noticeButton = 'Open in Lobby'
export const fallbackTitle = 'Something happened in Lobby'

export const noticePage = {
  title: 'Notifications',
  description: 'What concerns you, and why it came.',
  all: 'All',
  unreadOnly: 'Unread',
  unread: 'Unread',
  readAll: 'Mark all as read',
  none: 'Nothing new',
  noneText: 'When something concerns you, it appears here and on the bell.',
  client: 'Your team at',
}
