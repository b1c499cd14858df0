import type { Oracle } from './matrix-oracle'

/**
 * The words and sums of an organization that one reader may never receive: texts of records they do not see, colleagues'
 * addresses, names of members who have not written to them, the money of projects whose budget is not theirs.
 */
export function secretsFrom(o: Oracle, who: string): string[] {
  const { facts } = o
  const projects = facts.projects.filter((row) => o.seesProject(who, row))
  const said = facts.comments.filter((row) => o.seesComment(who, row))
  // What one threw away oneself is still there for one, in the bin.
  const files = facts.attachments.filter(
    (row) => o.seesAttachment(who, row) || (row.createdBy === who && o.seesAttachment(who, { ...row, deleted: false })),
  )
  const tickets = facts.tickets.filter((row) => o.seesTicket(who, row))
  // Who wrote is named to who may read it.
  const authors = new Set([
    who,
    ...said.map(({ author }) => author),
    ...[...tickets, ...files].map(({ createdBy }) => createdBy),
  ])
  const tasks = facts.tasks.filter((row) => o.seesTask(who, row))
  // A task or ticket that one sees says which project it is in.
  const titled = new Set([...projects.map(({ id }) => id), ...[...tasks, ...tickets].map(({ project }) => project)])
  const clients = new Set(projects.map(({ client }) => client))
  const hidden = <T extends { id: string }>(rows: T[], shown: (row: T) => boolean) => rows.filter((row) => !shown(row))
  const sum = (amount: number) => `"amount":${amount},`
  return [
    ...hidden(facts.people, ({ id }) => authors.has(id)).map(({ name }) => name),
    ...hidden(facts.people, ({ id }) => id === who).map(({ email }) => email),
    ...hidden(facts.clients, ({ id }) => clients.has(id)).map(({ name }) => name),
    ...hidden(facts.contacts, ({ member }) => member === who).map(({ email }) => email),
    ...hidden(facts.projects, ({ id }) => titled.has(id)).map(({ title }) => title),
    ...hidden(facts.projects, (row) => o.seesBudget(who, row)).map(({ costMinor }) => sum(costMinor)),
    ...hidden(facts.tasks, (row) => tasks.includes(row)).map(({ title }) => title),
    ...hidden(facts.tickets, (row) => tickets.includes(row)).map(({ title }) => title),
    ...hidden(facts.comments, (row) => said.includes(row)).map(({ body }) => body),
    ...hidden(facts.attachments, (row) => files.includes(row)).map(({ name }) => name),
    ...hidden(facts.payments, (row) => o.seesPayment(who, row)).flatMap((row) => [row.reference, sum(row.amountMinor)]),
    ...facts.invitations.map(({ email }) => email),
  ]
}
