import { and, asc, eq, sql } from 'drizzle-orm'
import { contacts } from '@/db/schema/clients'
import { projectShares } from '@/db/schema/projects'
import { forbidden } from '@/lib/core/errors'
import { decodeCursor, toPage } from '@/lib/core/page'
import { defineQuery } from '@/lib/core/query'
import { findProject } from './queries'
import { listSharesInput } from './schema'

/** Which contacts of the client a project is shared with, by name. @throws 403 · 404 */
export const listShares = defineQuery({
  name: 'projects.list_shares',
  permission: 'projects.projects.share',
  input: listSharesInput,
  async run({ tx, ctx, input }) {
    const project = await findProject(tx, ctx, input.project, 'projects.projects.share')
    if (!project.permitted) throw forbidden('projects.projects.share')
    const after = decodeCursor(input.cursor, 2)
    const rows = await tx
      .select({
        id: contacts.id,
        name: contacts.name,
        email: contacts.email,
        hasLogin: sql<boolean>`${contacts.memberId} is not null`,
      })
      .from(projectShares)
      .innerJoin(
        contacts,
        and(eq(contacts.organizationId, projectShares.organizationId), eq(contacts.id, projectShares.contactId)),
      )
      .where(
        and(
          eq(projectShares.organizationId, ctx.organization.id),
          eq(projectShares.projectId, project.id),
          after ? sql`(${contacts.name}, ${contacts.id}) > (${after[0]}, ${after[1]}::uuid)` : undefined,
        ),
      )
      .orderBy(asc(contacts.name), asc(contacts.id))
      .limit(input.limit + 1)
    return toPage(
      rows,
      input.limit,
      (contact) => [contact.name, contact.id],
      (contact) => contact,
    )
  },
})
