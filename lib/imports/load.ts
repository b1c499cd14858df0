import { and, eq } from 'drizzle-orm'
import { files } from '@/db/schema/files'
import { members } from '@/db/schema/organizations'
import { imports } from '@/db/schema/tasks'
import { type Context, can } from '@/lib/core/context'
import { notFound } from '@/lib/core/errors'
import type { Tx } from '@/lib/core/transaction'
import { contentOf } from '@/lib/files/content'
import { findProject } from '@/lib/projects/queries'
import { staffOf } from '@/lib/tasks/staff'
import { readCsv } from './csv'
import type { ImportWorld } from './rows'

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

/** The parsed file of an import. */
export async function loadCsv(tx: Tx, ctx: Context, fileId: string) {
  const [file] = await tx
    .select({ content: files.content, storageKey: files.storageKey })
    .from(files)
    .where(and(eq(files.organizationId, ctx.organization.id), eq(files.id, fileId)))
  if (!file) throw notFound()
  return readCsv(await contentOf(file))
}

/** What rows are read against: people by e-mail and by name, and the gate. */
export async function importWorld(
  tx: Tx,
  ctx: Context,
  project: { id: string; unlockedAt: Date | null },
): Promise<ImportWorld> {
  const staff = await staffOf(tx, ctx, project.id)
  const people = await tx
    .select({ id: members.id, email: members.email })
    .from(members)
    .where(eq(members.organizationId, ctx.organization.id))
  const emails = new Map(people.map((person) => [person.id, person.email]))
  return {
    assignees: new Map(
      staff.flatMap(({ id, name }) => [[name.toLowerCase(), id] as const, [emails.get(id) ?? '', id] as const]),
    ),
    unlocked: project.unlockedAt !== null,
    mayAssign: can(ctx, 'tasks.tasks.assign'),
  }
}
