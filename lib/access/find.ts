import { and, eq, inArray, type SQL, sql } from 'drizzle-orm'
import { clients } from '@/db/schema/clients'
import { leads } from '@/db/schema/leads'
import { members } from '@/db/schema/organizations'
import { payments } from '@/db/schema/payments'
import { visibleClients } from '@/lib/clients/queries'
import { clientScope } from '@/lib/clients/scope'
import type { Context } from '@/lib/core/context'
import { notFound } from '@/lib/core/errors'
import type { Someone, Way } from '@/lib/core/scope'
import type { Tx } from '@/lib/core/transaction'
import { visibleLeads } from '@/lib/leads/queries'
import { leadScope } from '@/lib/leads/scope'
import { visiblePayments } from '@/lib/payments/queries'
import { isUuid, projectIs, visibleProjects } from '@/lib/projects/queries'
import { type ProjectPart, partsIn, projectScope } from '@/lib/projects/scope'
import { ofProject as ofTask, taskIs, visibleTasks } from '@/lib/tasks/find'
import { taskScope } from '@/lib/tasks/scope'
import { ofProject as ofTicket, ticketIs, visibleTickets } from '@/lib/tickets/find'
import { ticketScope } from '@/lib/tickets/scope'
import type { ReasonBy, Ways } from './policy'
import type { RecordType } from './schema'

type Noun = {
  from: SQL
  visible: (ctx: Context) => SQL | undefined
  is: (reference: string) => SQL
  ways: (ctx: Context, grant: 'own' | 'team', me: Someone) => Way<ReasonBy>[]
  /** The columns with the ids of the record, its project, task and ticket. */
  ids: { id: SQL; project?: SQL; task?: SQL; ticket?: SQL }
}

const byId = (column: typeof clients.id | typeof leads.id | typeof payments.id) => (reference: string) => {
  if (!isUuid(reference)) throw notFound()
  return eq(column, reference)
}
const project = sql`projects.id`

/** Each noun by the predicates that its pages use; nothing here decides anything. */
const nouns: Record<RecordType, Noun> = {
  client: {
    from: sql`clients`,
    visible: visibleClients,
    is: byId(clients.id),
    ways: clientScope.ways,
    ids: { id: sql`clients.id` },
  },
  lead: {
    from: sql`leads`,
    visible: visibleLeads,
    is: byId(leads.id),
    ways: leadScope.ways,
    ids: { id: sql`leads.id` },
  },
  project: {
    from: sql`projects`,
    visible: visibleProjects,
    is: projectIs,
    ways: projectScope.ways,
    ids: { id: project, project },
  },
  payment: {
    from: sql`payments join projects on projects.organization_id = payments.organization_id and projects.id = payments.project_id`,
    visible: visiblePayments,
    is: byId(payments.id),
    ways: projectScope.ways,
    ids: { id: sql`payments.id`, project },
  },
  task: {
    from: sql`tasks join projects on ${ofTask}`,
    visible: visibleTasks,
    is: taskIs,
    ways: taskScope.ways,
    ids: { id: sql`tasks.id`, project, task: sql`tasks.id` },
  },
  ticket: {
    from: sql`tickets join projects on ${ofTicket}`,
    visible: visibleTickets,
    is: ticketIs,
    ways: ticketScope.ways,
    ids: { id: sql`tickets.id`, project, ticket: sql`tickets.id` },
  },
}

export type FoundRecord = {
  type: RecordType
  id: string
  project: string | null
  task: string | null
  ticket: string | null
}

/** A record that the actor sees. @throws 404, the same as for the record itself */
export async function findRecord(tx: Tx, ctx: Context, type: RecordType, reference: string): Promise<FoundRecord> {
  if (!/^[\w-]{1,64}$/.test(reference)) throw notFound()
  const { from, visible, is, ids } = nouns[type]
  const none = sql`null::uuid`
  const [row] = await tx.execute<Omit<FoundRecord, 'type'>>(sql`
    select ${ids.id} as id, ${ids.project ?? none} as project, ${ids.task ?? none} as task, ${ids.ticket ?? none} as ticket
    from ${from} where ${and(visible(ctx), is(reference))}`)
  if (!row) throw notFound()
  return { type, ...row }
}

export type Relation = { ways: Ways; parts: ProjectPart[] }

/**
 * What people have to do with a record, in one query however many they are: every term of the noun's scope, asked for each.
 */
export async function relationsOf(
  tx: Tx,
  ctx: Context,
  { type, id }: Pick<FoundRecord, 'type' | 'id'>,
  people: string[],
): Promise<Map<string, Relation>> {
  if (people.length === 0) return new Map()
  const { from, ways, ids } = nouns[type]
  const me = sql`members.id`
  const asked = (['own', 'team'] as const).flatMap((grant) => ways(ctx, grant, me).map((way) => ({ grant, ...way })))
  const parts = ids.project ? Object.entries(partsIn(ctx, sql`(${me})`)) : []
  const columns = [...asked.map(({ holds }) => holds), ...parts.map(([, holds]) => holds)].map(
    (holds) => sql`coalesce(${holds}, false)`,
  )
  const rows = await tx.execute<{ member: string; answers: boolean[] }>(sql`
    select members.id as member, jsonb_build_array(${sql.join(columns, sql`, `)}) as answers
    from members cross join ${from}
    where members.organization_id = ${ctx.organization.id} and ${inArray(members.id, people)} and ${ids.id} = ${id}::uuid
      and ${sql.raw(`${type}s`)}.organization_id = ${ctx.organization.id}`)
  return new Map(
    rows.map(({ member, answers }) => [
      member,
      {
        ways: asked.map(({ grant, by, whose }, at) => ({ grant, by, whose, holds: answers[at] === true })),
        parts: parts.flatMap(([part], at) => (answers[asked.length + at] ? [part as ProjectPart] : [])),
      },
    ]),
  )
}
