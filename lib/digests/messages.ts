import type { Digest } from './collect'
import type { DigestKind } from './due'

const counted = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`

export const mails: Record<DigestKind, { subject: (organization: string) => string; why: string }> = {
  daily: {
    subject: (organization) => `Your day at ${organization}`,
    why: 'You get this mail each morning on which there is something for you.',
  },
  weekly: {
    subject: (organization) => `The week at ${organization}`,
    why: 'You get this summary on Mondays because you see projects.',
  },
  inactive: {
    subject: (organization) => `Something waits for you at ${organization}`,
    why: 'You get this mail because you were not here for two weeks and something waits for you.',
  },
}

export const button = 'Open Lobby'

/** A digest as lines to read. */
export const digestLines = ({ unread, tasks, waitingPayments, projects }: Digest): string[] => [
  ...(waitingPayments > 0 ? [`${counted(waitingPayments, 'payment waits', 'payments wait')} to be verified.`] : []),
  ...(unread > 0 ? [`${counted(unread, 'unread notice', 'unread notices')} since yesterday.`] : []),
  ...tasks.map((task) => `${task.key} ${task.title}${task.dueOn ? ` – due ${task.dueOn}` : ''}`),
  ...projects.map(
    (project) => `${project.key} ${project.title}: ${project.done} done this week, ${project.open} open.`,
  ),
]
