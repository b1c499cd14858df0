import { and, eq, inArray, type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { clients } from '@/db/schema/clients'
import { attachments, comments } from '@/db/schema/comments'
import { leads } from '@/db/schema/leads'
import { members } from '@/db/schema/organizations'
import { payments } from '@/db/schema/payments'
import { visibleAttachments } from '@/lib/attachments/find'
import { attachmentIsOpen } from '@/lib/attachments/scope'
import { visibleClients } from '@/lib/clients/queries'
import { clientScope } from '@/lib/clients/scope'
import { visibleComments } from '@/lib/comments/find'
import { joinsOf } from '@/lib/comments/on-subject'
import { commentIsOpen } from '@/lib/comments/scope'
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
import { type Opening, openings, type ReasonBy, type Ways } from './policy'
import { type Place, places, type RecordType } from './schema'

type Noun = {
  from: SQL
  visible: (ctx: Context) => SQL | undefined
  is: (reference: string) => SQL
  /** The columns with the ids of the record, its project, task and ticket. */
  ids: { id: SQL; project?: SQL; task?: SQL; ticket?: SQL }
  /** Why it is not hidden from somebody, for what lies on another record. */
  open?: Record<Opening, (me: Someone) => SQL>
}

const byId = (column: PgColumn) => (reference: string) => {
  if (!isUuid(reference)) throw notFound()
  return eq(column, reference)
}
const project = sql`projects.id`
/** A comment or a file, with what it lies on. */
const lying = (table: 'comments' | 'attachments', { ofProject, ofTask, ofTicket }: ReturnType<typeof joinsOf>) =>
  sql`${sql.identifier(table)} join projects on ${ofProject} left join tasks on ${ofTask} left join tickets on ${ofTicket}`
const onWhat = { project, task: sql`tasks.id`, ticket: sql`tickets.id` }

/** Each noun by the predicates that its pages use; nothing here decides anything. */
const nouns: Record<RecordType, Noun> = {
  client: {
    from: sql`clients`,
    visible: visibleClients,
    is: byId(clients.id),
    ids: { id: sql`clients.id` },
  },
  lead: {
    from: sql`leads`,
    visible: visibleLeads,
    is: byId(leads.id),
    ids: { id: sql`leads.id` },
  },
  project: {
    from: sql`projects`,
    visible: visibleProjects,
    is: projectIs,
    ids: { id: project, project },
  },
  payment: {
    from: sql`payments join projects on projects.organization_id = payments.organization_id and projects.id = payments.project_id`,
    visible: visiblePayments,
    is: byId(payments.id),
    ids: { id: sql`payments.id`, project },
  },
  task: {
    from: sql`tasks join projects on ${ofTask}`,
    visible: visibleTasks,
    is: taskIs,
    ids: { id: sql`tasks.id`, project, task: sql`tasks.id` },
  },
  ticket: {
    from: sql`tickets join projects on ${ofTicket}`,
    visible: visibleTickets,
    is: ticketIs,
    ids: { id: sql`tickets.id`, project, ticket: sql`tickets.id` },
  },
  comment: {
    from: lying('comments', joinsOf(comments)),
    visible: visibleComments,
    is: byId(comments.id),
    ids: { id: sql`comments.id`, ...onWhat },
    open: commentIsOpen,
  },
  attachment: {
    from: lying('attachments', joinsOf(attachments)),
    visible: visibleAttachments,
    is: byId(attachments.id),
    ids: { id: sql`attachments.id`, ...onWhat },
    open: attachmentIsOpen,
  },
}

/** The terms by which a record, or what lies on it, is reached. */
const waysTo: Record<Place, (ctx: Context, grant: 'own' | 'team', me: Someone) => Way<ReasonBy>[]> = {
  client: clientScope.ways,
  lead: leadScope.ways,
  project: projectScope.ways,
  payment: projectScope.ways,
  task: taskScope.ways,
  ticket: ticketScope.ways,
}

export type FoundRecord = {
  type: RecordType
  /** Itself, or what it lies on. */
  place: Place
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
  const [row] = await tx.execute<Omit<FoundRecord, 'type' | 'place'>>(sql`
    select ${ids.id} as id, ${ids.project ?? none} as project, ${ids.task ?? none} as task, ${ids.ticket ?? none} as ticket
    from ${from} where ${and(visible(ctx), is(reference))}`)
  if (!row) throw notFound()
  const own = places.find((place) => place === type)
  return { type, place: own ?? (row.task ? 'task' : row.ticket ? 'ticket' : 'project'), ...row }
}

/** `open`: why something that lies on a record is not hidden; null for what hides from nobody who reaches it. */
export type Relation = { ways: Ways; parts: ProjectPart[]; open: Opening[] | null }

/**
 * What people have to do with a record, in one query however many they are: every term of the noun's scope, asked for each.
 */
export async function relationsOf(
  tx: Tx,
  ctx: Context,
  { type, place, id }: Pick<FoundRecord, 'type' | 'place' | 'id'>,
  people: string[],
): Promise<Map<string, Relation>> {
  if (people.length === 0) return new Map()
  const { from, ids, open } = nouns[type]
  const me = sql`members.id`
  const asked = (['own', 'team'] as const).flatMap((grant) =>
    waysTo[place](ctx, grant, me).map((way) => ({ grant, ...way })),
  )
  const parts = ids.project ? Object.entries(partsIn(ctx, sql`(${me})`)) : []
  const opened = open ? openings.map((by) => ({ by, holds: open[by](me) })) : []
  const columns = [asked, parts.map(([, holds]) => ({ holds })), opened]
    .flat()
    .map(({ holds }) => sql`coalesce(${holds}, false)`)
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
        open: open ? opened.flatMap(({ by }, at) => (answers[asked.length + parts.length + at] ? [by] : [])) : null,
      },
    ]),
  )
}
