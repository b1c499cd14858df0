import { absent, asItWas, type Case, change, holders, invalid, lacks, ok, one, restore } from './matrix-cases'
import { type Facts, type TicketFact, workedOnBy } from './matrix-facts'
import type { Oracle } from './matrix-oracle'

/** What the matrix asks about tickets. */

/** How the work goes is the team's to say: those who see what is team-only. */
const teams = (o: Oracle, who: string) =>
  o.grant(who, 'tasks.comments.view_internal') ? undefined : lacks('tasks.comments.view_internal')

const taskBeside = (facts: Facts, ticket: TicketFact | undefined) =>
  facts.tasks.find((task) => task.project === ticket?.project && !task.deleted)

export const ticketDeclarations: Record<string, Case | Case[]> = {
  'tickets.list': holders('support.tickets.view'),
  'tickets.open': change('project', 'support.tickets.create', { status: 201, body: () => ({ title: 'It broke' }) }),
  'tickets.get': one('ticket'),
  'tickets.update': [
    change('ticket', 'support.tickets.edit', { body: () => ({ version: 1, title: 'Renamed', status: 'CLOSED' }) }),
    change('ticket', 'support.tickets.edit', {
      name: 'how its work goes',
      body: () => ({ version: 1, priority: 'URGENT', status: 'WAITING_ON_CLIENT' }),
      after: teams,
    }),
  ],
  'tickets.assign': change('ticket', 'support.tickets.assign', {
    body: ({ facts }) => ({ assigneeId: facts.people.find((person) => person.owner)?.id }),
    after: (o, _, row) => (o.facts.people.find(({ id }) => id === row.assignee)?.owner ? asItWas() : undefined),
  }),
  'tickets.escalate': change('ticket', 'support.tickets.escalate', { body: () => ({ reason: 'It burns' }) }),
  'tickets.linkToTask': change('ticket', 'support.tickets.edit', {
    body: ({ facts, row }) => ({ task: taskBeside(facts, row)?.id ?? 'NONE-1' }),
    after: (o, who, row) => {
      const task = taskBeside(o.facts, row)
      return teams(o, who) ?? (task && o.seesTask(who, task) ? undefined : invalid)
    },
  }),
  'tickets.createTask': change('ticket', 'support.tickets.edit', {
    status: 201,
    after: (o, who, row) => {
      const project = o.projectOf(row)
      if (teams(o, who)) return teams(o, who)
      if (!o.seesProject(who, project)) return absent
      return o.reachesProject(who, 'tasks.tasks.create', project) ? undefined : lacks('tasks.tasks.create')
    },
  }),
  'tickets.unlinkFromTask': change('ticket', 'support.tickets.edit', {
    after: (o, who, row) => teams(o, who) ?? (workedOnBy(o.facts, row) ? ok(204) : asItWas(204)),
  }),
  'tickets.remove': change('ticket', 'support.tickets.assign', { status: 204 }),
  'tickets.restore': restore('ticket', 'support.tickets.view', 'support.tickets.assign'),

  'comments.listOfTicket': one('ticket'),
  'comments.createOnTicket': change('ticket', 'tasks.comments.create', {
    status: 201,
    body: () => ({ body: 'Thank you' }),
  }),
}
