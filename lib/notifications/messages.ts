import type { NoticeKind } from './kinds'
import type { NoticeReason } from './reasons'

/** Who did it, to what, and how often in a row, as far as the reader may know. */
export type NoticeWords = {
  actor: string
  project: string
  task: string
  ticket: string
  reason?: NoticeReason
  count?: number
  /** What somebody asks to be allowed, in words. */
  wish?: string
}

const many = (count: number | undefined): count is number => count !== undefined && count > 1
const where = ({ ticket, task, project }: NoticeWords) => ticket || task || project

/** What happened, in one line, for the bell, the page and the subject of a mail. */
export const noticeTitles: Record<string, (words: NoticeWords) => string> = {
  'payment.recorded': ({ project, count }) =>
    many(count)
      ? `${count} payments for ${project} wait to be verified`
      : `A payment for ${project} waits to be verified`,
  'payment.reminded': ({ project }) => `A payment for ${project} has waited for a day`,
  'payment.escalated': ({ project }) => `A payment for ${project} has waited for three days`,
  'payment.verified': ({ project }) => `A payment for ${project} was verified`,
  'payment.rejected': ({ project }) => `A payment for ${project} was rejected`,
  'project.activated': ({ project }) => `${project} is active: work may start`,
  'project.staffed': ({ actor, project }) => `${actor} put you on ${project}`,
  'project.status_changed': ({ project }) => `${project} has a new status`,
  'project.handed_over': ({ project }) => `${project} was handed over`,
  'task.assigned': ({ actor, task }) => `${actor} assigned ${task} to you`,
  'task.completed': ({ actor, task }) => `${actor} finished ${task}`,
  'task.moved': ({ actor, task }) => `${actor} gave ${task} another status`,
  'tasks.bulk_changed': ({ actor, task, project, count }) =>
    many(count) ? `${actor} assigned ${count} tasks of ${project} to you` : `${actor} assigned ${task} to you`,
  'comment.created': (words) => {
    const { actor, ticket, reason, count } = words
    if (reason === 'mentioned') return `${actor} mentioned you on ${where(words)}`
    if (reason === 'answered') return `${actor} answered you on ${where(words)}`
    if (many(count)) return `${count} ${ticket ? 'replies' : 'comments'} on ${where(words)}, the latest by ${actor}`
    return ticket ? `${actor} replied on ${ticket}` : `${actor} commented on ${where(words)}`
  },
  'ticket.opened': ({ ticket }) => `New ticket: ${ticket}`,
  'ticket.assigned': ({ actor, ticket }) => `${actor} assigned ${ticket} to you`,
  'ticket.status_changed': ({ ticket }) => `${ticket} has a new status`,
  'ticket.resolved': ({ ticket }) => `${ticket} is resolved`,
  'ticket.escalated': ({ actor, ticket }) => `${actor} escalated ${ticket}`,
  'ticket.breach_near': ({ ticket }) => `Time is running out for ${ticket}`,
  'ticket.breached': ({ ticket }) => `${ticket} has missed its target`,
  'export.finished': () => 'The export that you asked for has ended',
  'import.finished': ({ project }) => `Your import into ${project} has finished`,
  'member.roles_changed': ({ actor, project }) => `${actor} changed your roles in ${project}`,
  'member.removed': ({ actor }) => `${actor} gave you the work of somebody who is no longer here`,
  'member.left': ({ actor, reason }) =>
    reason === 'assigned' ? `${actor} has left: their work is yours` : `${actor} has left`,
  'access.asked': ({ actor, wish, ...words }) =>
    `${actor} asks to be allowed to ${wish ?? 'see more'} (${where(words as NoticeWords)})`,
  'grant.asked': () => 'The platform asks to look in',
  'import.undone': ({ actor, project, reason }) =>
    `${actor} undid ${reason === 'requested' ? 'your' : 'an'} import into ${project}`,
  'invitation.accepted': ({ actor }) => `${actor} accepted your invitation`,
}

/** These say by themselves how many they stand for. */
const countsItself = new Set(['payment.recorded', 'tasks.bulk_changed', 'comment.created'])

/** What happened, as a line to read. */
export function noticeTitle(type: string, words: NoticeWords): string {
  const title = noticeTitles[type]?.(words) ?? fallbackTitle
  const told = countsItself.has(type) && !['mentioned', 'answered'].includes(words.reason ?? '')
  return many(words.count) && !told ? `${title} (${words.count} times in a row)` : title
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
  answered: 'It answers what you wrote.',
  participant: 'You take part in this conversation.',
  author: 'You made this task.',
  watching: 'You watch this.',
  client: 'It was shared with you.',
  requested: 'You started it.',
  invited: 'You sent the invitation.',
  roles: 'They decide what you may see and do.',
  grants: 'You can give what they ask for.',
}

/** A switch by its name, and what it lets through. */
export const kindWords: Record<NoticeKind, { label: string; text: string }> = {
  assigned: { label: 'Work given to you', text: 'Tasks and tickets that are assigned or escalated to you.' },
  mentioned: { label: 'Mentions and answers', text: 'Somebody mentions you, or answers what you wrote.' },
  comments: { label: 'Conversations', text: 'Comments where you take part, have the task, or watch.' },
  task_steps: { label: 'Steps of tasks', text: 'Tasks that you made are finished; tasks that you watch move.' },
  verify: { label: 'Payments to verify', text: 'A payment waits for your decision, or has waited for long.' },
  my_payments: { label: 'Your payments', text: 'Payments that you recorded or that your projects wait for.' },
  projects: { label: 'Project news', text: 'You join a project, its work may start, it is handed over.' },
  project_steps: { label: 'Steps of projects', text: 'New tickets, payments and statuses of projects of yours.' },
  tickets: { label: 'Tickets to look after', text: 'New tickets, replies to those you have, and missed targets.' },
  my_tickets: { label: 'Your requests', text: 'Replies to tickets that you opened, and what becomes of them.' },
  ticket_steps: { label: 'Steps of tickets', text: 'Statuses of tickets you have or watch; time running out.' },
  transfers: {
    label: 'Imports and exports',
    text: 'An import or export that you started has ended, or somebody undid it.',
  },
  access: { label: 'Your roles', text: 'Somebody gives you another role, or takes one away.' },
  asked: { label: 'Requests for access', text: 'Somebody asks you for a permission that you can give.' },
  invitations: { label: 'Invitations', text: 'Somebody accepted an invitation that you sent.' },
  digests: {
    label: 'Summaries',
    text: 'A mail in the morning when something waits, on Mondays, and after two weeks away.',
  },
}

export const channelWords = { product: 'in Lobby', mail: 'by mail' } as const

/** In the mail: what one holds from now on. */
export const rolesNow = (roles: string[]) => `Your roles now: ${roles.join(', ')}`

export const noticeButton = 'Open in Lobby'
export const fallbackTitle = 'Something happened in Lobby'

/** At the foot of a mail. */
export const mailFoot = {
  unsubscribe: (kind: NoticeKind) => `No more mails of the kind “${kindWords[kind].label}”`,
  settings: 'All settings',
  /** Who did it, where the reader is not told of people. */
  team: (organization: string) => `The team at ${organization}`,
}

/** The page behind the link at the foot of a mail. */
export const unsubscribePage = {
  ask: (kind: NoticeKind) => `Stop mails of the kind “${kindWords[kind].label}”?`,
  text: (kind: NoticeKind) => (kind === 'digests' ? 'What they tell stays in Lobby.' : 'You still see them in Lobby.'),
  stop: 'Stop these mails',
  done: 'These mails stop here',
  doneText: (kind: NoticeKind) =>
    `You get no more mails of the kind “${kindWords[kind].label}”. ${kind === 'digests' ? 'What they told stays in Lobby.' : 'You still see them in Lobby.'}`,
  invitations: {
    ask: 'Stop invitations to this address?',
    text: 'No organization on this Lobby will be able to invite this address by mail.',
    doneText: 'This address gets no more invitations by mail from any organization on this Lobby.',
  },
  settings: 'All settings',
  wrong: 'This link is not complete',
  wrongText: 'Copy it from the mail once more, or change what you get in the settings of your notifications.',
}

export const noticePage = {
  title: 'Notifications',
  description: 'What concerns you, and why it came.',
  all: 'All',
  unreadOnly: 'Unread',
  mentions: 'Mentions',
  unread: 'Unread',
  readAll: 'Mark all as read',
  allRead: (count: number) =>
    count === 1 ? 'One notification marked as read' : `${count} notifications marked as read`,
  read: 'Mark as read',
  unreadAgain: 'Mark as unread',
  settings: 'Settings',
  project: 'Project',
  everyProject: 'All projects',
  kind: 'Kind',
  everyKind: 'All kinds',
  none: 'Nothing new',
  noneText: 'When something concerns you, it appears here and on the bell.',
  nothing: 'Nothing matches',
  nothingText: 'Choose other filters to see more.',
  showAll: 'Show all notifications',
  more: (title: string) => `More about: ${title}`,
  from: (kind: string) => `From the switch “${kind}”.`,
  off: (kind: string) => `Turn off “${kind}”`,
  offIn: (kind: string, project: string) => `Turn off “${kind}” in ${project}`,
  muteThread: (thread: string) => `Mute ${thread}`,
  muteProject: (project: string) => `Mute all of ${project}`,
  turnedOff: (kind: string) => `“${kind}” is off now`,
  turnedOffIn: (kind: string, project: string) => `“${kind}” is off in ${project} now`,
  muted: (what: string) => `${what} is muted`,
  stillAddressed: 'What asks you to act still comes through.',
  failed: 'This could not be loaded.',
  retry: 'Try again',
  loading: 'Loading notifications',
  client: 'Your team at',
}

export const switchPage = {
  mailOnly: 'Only by mail',
  title: 'Notification settings',
  description: 'What reaches you, and where. Your own acts never do.',
  scope: 'Applies to',
  everywhere: 'Everywhere',
  in: (project: string) => `Only in ${project}`,
  matrix: 'What reaches you',
  matrixText: 'One notice and one mail for a conversation within ten minutes, however much is said in it.',
  matrixIn: 'What is set here counts more than the setting for everywhere.',
  kind: 'Kind',
  switchName: (kind: string, channel: keyof typeof channelWords) => `${kind} ${channelWords[channel]}`,
  channels: { product: 'In Lobby', mail: 'By mail' },
  addressed: 'Comes through even when muted.',
  overrides: 'Set for single projects',
  overridesText: 'These count more than the settings for everywhere.',
  noOverrides: 'Every project follows the settings for everywhere.',
  override: (kind: string, channel: keyof typeof channelWords, on: boolean) =>
    `${kind} ${channelWords[channel]}: ${on ? 'on' : 'off'}`,
  remove: (what: string) => `Remove: ${what}`,
  removed: 'The setting for everywhere counts again',
  muted: 'Muted',
  mutedText: 'You hear of these only when something asks you to act.',
  noMuted: 'You muted nothing.',
  unmute: (what: string) => `Unmute ${what}`,
  unmuteShort: 'Unmute',
  on: 'on',
  off: 'off',
  unmuted: (what: string) => `You hear of ${what} again`,
}
