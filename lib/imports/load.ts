import { and, eq, inArray, sql } from 'drizzle-orm'
import { files } from '@/db/schema/files'
import { members } from '@/db/schema/organizations'
import { imports } from '@/db/schema/tasks'
import { type Context, can } from '@/lib/core/context'
import { notFound } from '@/lib/core/errors'
import type { Tx } from '@/lib/core/transaction'
import { contentOf } from '@/lib/files/content'
import { activeMembers } from '@/lib/members/active'
import { findProject } from '@/lib/projects/queries'
import { staffOf } from '@/lib/tasks/staff'
import type { Choices } from './choices'
import { byField } from './columns'
import { existingKeys } from './existing'
import { addressesIn, assignable, type Outsiders } from './people'
import { readFile } from './read-file'
import type { ImportWorld } from './rows'
import type { ImportSource } from './schema'
import type { ImportFile, Table } from './table'

/** An import, which only those see who may plan its project. @throws 404 */
export async function findImport(tx: Tx, ctx: Context, project: string, id: string) {
  const subject = await findProject(tx, ctx, project, 'projects.projects.edit')
  if (!subject.permitted) throw notFound()
  const [row] = await tx
    .select()
    .from(imports)
    .where(and(eq(imports.organizationId, ctx.organization.id), eq(imports.projectId, subject.id), eq(imports.id, id)))
  if (!row) throw notFound()
  return { project: subject, import: row, permitted: subject.permitted }
}

/** The file that was read last: a running import asks for the same one part after part. */
let last: { key: string; file: Promise<ImportFile>; forget: NodeJS.Timeout } | undefined
const keptFor = 20_000

/** The parsed file of an import, read as `source`. */
export async function loadFile(tx: Tx, ctx: Context, fileId: string, source: ImportSource): Promise<ImportFile> {
  const key = `${ctx.organization.id} ${fileId} ${source}`
  if (last?.key !== key) {
    const [row] = await tx
      .select({ content: files.content, storageKey: files.storageKey })
      .from(files)
      .where(and(eq(files.organizationId, ctx.organization.id), eq(files.id, fileId)))
    if (!row) throw notFound()
    clearTimeout(last?.forget)
    const file = contentOf(row).then((content) => readFile(content, source))
    const forget = setTimeout(() => {
      if (last?.key === key) last = undefined
    }, keptFor).unref()
    last = { key, file, forget }
    // What could not be read is tried again, not remembered.
    file.catch(() => {
      if (last?.key === key) last = undefined
    })
    return file
  }
  last.forget.refresh()
  return last.file
}

/** Everybody who can be given a task of the project. */
export async function assignablePeople(tx: Tx, ctx: Context, projectId: string) {
  const staff = await staffOf(tx, ctx, projectId)
  const rows = await tx
    .select({ id: members.id, email: members.email })
    .from(members)
    .where(eq(members.organizationId, ctx.organization.id))
  const emails = new Map(rows.map((row) => [row.id, row.email]))
  return staff.map(({ id, name }) => ({ id, name, email: emails.get(id) ?? '' }))
}

/** Colleagues of the organization whom the file names by address; only for readers who may see people. */
async function outsidersIn(tx: Tx, ctx: Context, table: Table, mapping: Choices['mapping'], staff: Set<string>) {
  const fields = byField(table, mapping)
  const named = addressesIn(
    table.rows.flatMap((row) => [
      ...fields.values(row, 'assignee'),
      // Who said it stands at the beginning.
      ...fields.values(row, 'comments').map((cell) => cell.slice(0, 250)),
    ]),
  )
  const found: Map<string, { id: string; name: string }> = new Map()
  if (named.length === 0 || !can(ctx, 'organization.members.view')) return found
  const rows = await tx
    .select({ id: members.id })
    .from(members)
    .where(and(eq(members.organizationId, ctx.organization.id), inArray(sql`lower(${members.email})`, named)))
  for (const { id, name, email, permissions } of await activeMembers(
    tx,
    ctx,
    rows.map(({ id }) => id),
  ))
    if (!staff.has(id) && permissions['organization.members.view']) found.set(email.toLowerCase(), { id, name })
  return found
}

/** What rows are read against: people by e-mail and by name, the gate, and the keys that are there already. */
export async function importWorld(
  tx: Tx,
  ctx: Context,
  subject: { project: { id: string; unlockedAt: Date | null }; importId: string },
  table: Table,
  { mapping, join }: Pick<Choices, 'mapping' | 'join'>,
): Promise<ImportWorld & { people: { id: string; name: string }[] }> {
  const { project, importId } = subject
  const staff = await assignablePeople(tx, ctx, project.id)
  const outsiders: Outsiders = await outsidersIn(tx, ctx, table, mapping, new Set(staff.map(({ id }) => id)))
  const joining = [...outsiders].flatMap(([email, person]) => (join.includes(person.id) ? [{ ...person, email }] : []))
  return {
    people: staff.map(({ id, name }) => ({ id, name })),
    // Who joins with the import counts as one of the project already.
    assignees: assignable([...staff, ...joining]),
    outsiders,
    mayComment: can(ctx, 'tasks.comments.create') && can(ctx, 'tasks.comments.view_internal'),
    existing: await existingKeys(tx, ctx, { projectId: project.id, importId }, table, mapping),
    unlocked: project.unlockedAt !== null,
    mayAssign: can(ctx, 'tasks.tasks.assign'),
  }
}
