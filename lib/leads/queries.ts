import { and, asc, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm'
import { clients } from '@/db/schema/clients'
import { leads } from '@/db/schema/leads'
import { members } from '@/db/schema/organizations'
import { type Context, memberOf } from '@/lib/core/context'
import { notFound } from '@/lib/core/errors'
import { decodeCursor, toPage } from '@/lib/core/page'
import type { Permission } from '@/lib/core/permissions'
import { defineQuery } from '@/lib/core/query'
import type { Tx } from '@/lib/core/transaction'
import { openStages } from './policy'
import { type LeadStage, leadRefInput, listLeadsInput, noInput } from './schema'
import { leadScope } from './scope'

/** Leads that this actor may see; asked over `leads`. */
export const visibleLeads = (ctx: Context): SQL | undefined =>
  and(eq(leads.organizationId, ctx.organization.id), isNull(leads.deletedAt), leadScope(ctx, 'crm.leads.view'))

const reaches = (ctx: Context, permission: Permission) => sql<boolean>`coalesce(${leadScope(ctx, permission)}, false)`
/** Today where the organization is. */
const today = (ctx: Context) => sql`(now() at time zone ${ctx.organization.timeZone})::date`

/** A lead that the actor can see, and whether `permission` reaches it. @throws 404 */
export async function findLead(tx: Tx, ctx: Context, id: string, permission: Permission) {
  const [found] = await tx
    .select({ lead: leads, permitted: reaches(ctx, permission) })
    .from(leads)
    .where(and(visibleLeads(ctx), eq(leads.id, id)))
  if (!found) throw notFound()
  return { ...found.lead, permitted: found.permitted }
}

const selection = (ctx: Context) => ({
  lead: leads,
  owner: { id: members.id, name: members.name },
  client: { id: clients.id, name: clients.name },
  may: {
    edit: reaches(ctx, 'crm.leads.edit'),
    convert: reaches(ctx, 'crm.leads.convert'),
    delete: reaches(ctx, 'crm.leads.delete'),
  },
})
const from = (tx: Tx, ctx: Context) =>
  tx
    .select(selection(ctx))
    .from(leads)
    .innerJoin(members, and(eq(members.organizationId, leads.organizationId), eq(members.id, leads.ownerId)))
    .leftJoin(clients, and(eq(clients.organizationId, leads.organizationId), eq(clients.id, leads.clientId)))
    .$dynamic()
type LeadRow = Awaited<ReturnType<typeof from>>[number]

const showLead = ({ lead, owner, client, may }: LeadRow) => ({
  id: lead.id,
  company: lead.company,
  contactName: lead.contactName,
  email: lead.email,
  phone: lead.phone,
  website: lead.website,
  source: lead.source,
  stage: lead.stage as LeadStage,
  value: lead.valueMinor === null ? null : { amount: lead.valueMinor, currency: lead.currency },
  followUpOn: lead.followUpOn,
  notes: lead.notes,
  lostReason: lead.lostReason,
  owner,
  client,
  may,
  createdAt: lead.createdAt,
  closedAt: lead.closedAt,
  version: lead.version,
})
export type Lead = ReturnType<typeof showLead>

/** Leads by the day of their follow-up, those without one last. @returns `{ items: Lead[], nextCursor }` */
export const listLeads = defineQuery({
  name: 'leads.list',
  permission: 'crm.leads.view',
  input: listLeadsInput,
  async run({ tx, ctx, input }) {
    const after = decodeCursor(input.cursor, 2)
    const q = input.q?.toLowerCase()
    const rows = await from(tx, ctx)
      .where(
        and(
          visibleLeads(ctx),
          input.stage ? eq(leads.stage, input.stage) : undefined,
          input.owner ? eq(leads.ownerId, input.owner === 'me' ? memberOf(ctx) : input.owner) : undefined,
          input.due ? and(inArray(leads.stage, openStages), sql`${leads.followUpOn} <= ${today(ctx)}`) : undefined,
          q
            ? sql`(position(${q} in lower(${leads.company})) > 0 or position(${q} in lower(${leads.contactName})) > 0)`
            : undefined,
          after
            ? sql`(coalesce(${leads.followUpOn}, 'infinity'::date), ${leads.id}) > (${after[0]}::date, ${after[1]}::uuid)`
            : undefined,
        ),
      )
      .orderBy(sql`coalesce(${leads.followUpOn}, 'infinity'::date)`, asc(leads.id))
      .limit(input.limit + 1)
    return toPage(rows, input.limit, ({ lead }) => [lead.followUpOn ?? 'infinity', lead.id], showLead)
  },
})

/** One lead. @throws 404 */
export const getLead = defineQuery({
  name: 'leads.get',
  permission: 'crm.leads.view',
  one: true,
  input: leadRefInput,
  async run({ tx, ctx, input }) {
    const [row] = await from(tx, ctx).where(and(visibleLeads(ctx), eq(leads.id, input.lead)))
    if (!row) throw notFound()
    return showLead(row)
  },
})

/** The pipeline at a glance: per open stage how many and what they may be worth, by currency, and what is due. */
export const leadPipeline = defineQuery({
  name: 'leads.pipeline',
  permission: 'crm.leads.view',
  input: noInput,
  async run({ tx, ctx }) {
    const rows = await tx
      .select({
        stage: leads.stage,
        currency: leads.currency,
        count: sql<number>`count(*)::int`,
        amount: sql<number>`coalesce(sum(${leads.valueMinor}), 0)::bigint`.mapWith(Number),
        due: sql<number>`count(*) filter (where ${leads.followUpOn} <= ${today(ctx)})::int`,
      })
      .from(leads)
      .where(and(visibleLeads(ctx), inArray(leads.stage, openStages)))
      .groupBy(leads.stage, leads.currency)
    return {
      due: rows.reduce((sum, row) => sum + row.due, 0),
      stages: openStages.map((stage) => {
        const mine = rows.filter((row) => row.stage === stage)
        return {
          stage,
          count: mine.reduce((sum, row) => sum + row.count, 0),
          values: mine.flatMap(({ amount, currency }) => (amount > 0 ? [{ amount, currency }] : [])),
        }
      }),
    }
  },
})
export type Pipeline = Awaited<ReturnType<typeof leadPipeline>>
