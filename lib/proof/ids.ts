import { sql } from 'drizzle-orm'
import type { Context } from '@/lib/core/context'
import { inTenant } from '@/lib/core/transaction'

/** Where the API's `{names}` live; a name that is missing here shows as a hole in the proof. */
const tables: Record<string, string> = {
  member: 'members',
  invitation: 'invitations',
  role: 'roles',
  team: 'teams',
  client: 'clients',
  lead: 'leads',
  project: 'projects',
  payment: 'payments',
  task: 'tasks',
  item: 'checklist_items',
  dependsOn: 'tasks',
  milestone: 'milestones',
  view: 'saved_views',
  ticket: 'tickets',
  comment: 'comments',
  attachment: 'attachments',
  import: 'imports',
  export: 'exports',
  contact: 'contacts',
  notification: 'notifications',
  grant: 'grants',
}

/** What belongs to the installation and to no organization; nobody has one of this id. */
const outside = { proof: ['01991111-2222-7333-8444-555566667777'] }

/** Everything that can be named in a request to an organization, by the API's names: what stands, and what lies in the bin. */
export const idsOf = (ctx: Context) =>
  inTenant(ctx.organization.id, async (tx) => {
    const named = async (name: string, table: string) => {
      // Not every table has a bin, so its rows are asked as JSON.
      const rows = await tx.execute<{ id: string; binned: boolean }>(sql`
        select id, to_jsonb(t) ->> 'deleted_at' is not null as binned from ${sql.identifier(table)} t order by id limit 20`)
      const ids = (binned: boolean) => rows.filter((row) => row.binned === binned).map(({ id }) => id)
      return { name, standing: ids(false), binned: ids(true) }
    }
    const found = await Promise.all(Object.entries(tables).map(([name, table]) => named(name, table)))
    return {
      ids: { ...outside, ...Object.fromEntries(found.map(({ name, standing }) => [name, standing])) },
      bin: Object.fromEntries(found.map(({ name, binned }) => [name, binned])),
    }
  })

/** What a field of a request means by its name: `assigneeId` and `memberIds` name members. */
export function kindOf(field: string): string | undefined {
  const name = field.replace(/Ids?$/, '')
  if (/^(assignee|manager|salesperson|verifier|owner|member|addMember|mentioned|of|actor|join)$/.test(name))
    return 'member'
  if (name === 'parent' || name === 'after') return 'task'
  if (name === 'attachments') return 'attachment'
  if (name === 'ids') return 'notification'
  if (name === 'id' || name === 'subject') return 'project'
  return tables[name] ? name : undefined
}
