import { createComment } from '@/lib/comments/commands/create-comment'
import type { Context } from '@/lib/core/context'
import { assignTicket } from '@/lib/tickets/commands/assign-ticket'
import { escalateTicket } from '@/lib/tickets/commands/escalate-ticket'
import { openTicket } from '@/lib/tickets/commands/open-ticket'
import { updateTicket } from '@/lib/tickets/commands/update-ticket'
import { getTicket, listTickets } from '@/lib/tickets/queries'
import type { TicketPriority, TicketStatus } from '@/lib/tickets/schema'

type As = (email: string) => Promise<Context>
type Story = {
  project: string
  from: string
  title: string
  description: string
  priority: TicketPriority
  assignee?: string
  replies: { from: string; body: string; shared?: boolean }[]
  status?: TicketStatus
  escalated?: string
}

const [client, support, developer, manager] = ['client', 'support', 'developer', 'manager'].map(
  (name) => `${name}@acme.test`,
) as [string, string, string, string]

const stories: Story[] = [
  {
    project: 'SHOP',
    from: client,
    title: 'Some customers cannot pay by invoice',
    description: 'Since this morning the step after the address stays empty. It happens with **Firefox** only.',
    priority: 'HIGH',
    assignee: developer,
    replies: [
      {
        from: support,
        body: 'Thank you for the report. We can see it here as well and are looking for the cause.',
        shared: true,
      },
      { from: developer, body: 'Team only: the third-party script throws; our fallback was switched off last week.' },
    ],
    status: 'IN_PROGRESS',
  },
  {
    project: 'SHOP',
    from: client,
    title: 'Change the opening hours in the footer',
    description: 'From next month on we open at ten.',
    priority: 'LOW',
    assignee: support,
    replies: [{ from: support, body: 'Gladly. On Saturdays too, or on weekdays only?', shared: true }],
    status: 'WAITING_ON_CLIENT',
  },
  {
    project: 'SHOP',
    from: client,
    title: 'The search finds nothing for “läufer”',
    description: '',
    priority: 'MEDIUM',
    replies: [],
  },
  {
    project: 'METER',
    from: support,
    title: 'Meter readings of last night are missing',
    description: 'Tomas called: 340 households have no reading between 01:00 and 04:00.',
    priority: 'URGENT',
    assignee: support,
    replies: [{ from: manager, body: 'I call the operator of the gateway.' }],
    status: 'IN_PROGRESS',
    escalated: 'The operator has not answered for an hour.',
  },
  {
    project: 'METER',
    from: support,
    title: 'Export for the accountant opens with broken umlauts',
    description: 'Excel reads the file as Latin-1.',
    priority: 'MEDIUM',
    assignee: developer,
    replies: [
      { from: developer, body: 'The file now begins with a byte order mark; Excel reads it right.', shared: true },
    ],
    status: 'RESOLVED',
  },
]

/** What clients asked for, and how far it is; nothing when there are tickets already. */
export async function seedTickets(as: As): Promise<void> {
  const desk = await as(support)
  if ((await listTickets(desk, { limit: 1 })).items.length > 0) return
  for (const story of stories) {
    const { id } = await openTicket(await as(story.from), {
      project: story.project,
      title: story.title,
      description: story.description,
      priority: story.priority,
    })
    if (story.assignee) await assignTicket(desk, { ticket: id, assigneeId: (await as(story.assignee)).actor.memberId })
    for (const { from, body, shared } of story.replies)
      await createComment(await as(from), { ticket: id, body, shared })
    if (story.escalated) await escalateTicket(desk, { ticket: id, reason: story.escalated })
    if (story.status)
      await updateTicket(desk, {
        ticket: id,
        version: (await getTicket(desk, { ticket: id })).version,
        status: story.status,
      })
  }
}
