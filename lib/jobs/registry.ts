import { accountMails } from '@/lib/accounts/jobs'
import { digestClock } from '@/lib/digests/jobs'
import { exportList } from '@/lib/exports/jobs'
import { importTasks } from '@/lib/imports/jobs'
import { invitationMail } from '@/lib/invitations/jobs'
import { departureMail } from '@/lib/members/jobs'
import { notify } from '@/lib/notifications/jobs'
import { organizationDeletion, organizationLifeMail, ownershipMail } from '@/lib/organizations/jobs'
import { paymentVerification } from '@/lib/payments/jobs'
import { noteFailures } from '@/lib/platform/jobs'
import { proveIsolation } from '@/lib/proof/jobs'
import { ticketClock, ticketsOfTask } from '@/lib/tickets/jobs'

/** Every job of Lobby. A test compares this list with what the job service has registered. */
export const functions = [
  accountMails,
  departureMail,
  digestClock,
  exportList,
  importTasks,
  invitationMail,
  noteFailures,
  notify,
  organizationDeletion,
  organizationLifeMail,
  ownershipMail,
  paymentVerification,
  proveIsolation,
  ticketClock,
  ticketsOfTask,
]

type Trigger = { event?: string }

const eventsOf = (job: (typeof functions)[number]): string[] => {
  const { triggers = [], cancelOn = [] } = job.opts as { triggers?: Trigger[]; cancelOn?: Trigger[] }
  return [...triggers, ...cancelOn].flatMap(({ event }) => (event ? [event] : []))
}

/** The events that some job waits for; others need not leave the database. */
export const consumedEvents = new Set(functions.flatMap(eventsOf))

const others = new Set(functions.filter((job) => job !== notify).flatMap(eventsOf))

/** The events that no job waits for but the one that writes notices and sends mails. */
export const noticeEvents = new Set(eventsOf(notify).filter((name) => !others.has(name)))
