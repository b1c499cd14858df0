import { and, eq, inArray, isNull } from 'drizzle-orm'
import { contacts } from '@/db/schema/clients'
import { members } from '@/db/schema/organizations'
import { projectShares, projects } from '@/db/schema/projects'
import { defineCommand } from '@/lib/core/command'
import { memberOf } from '@/lib/core/context'
import { invalidField } from '@/lib/core/errors'
import { changed, unchanged } from '@/lib/core/events'
import { findProject } from '../queries'
import { shareInput } from '../schema'

/** Decides which contacts of the project's client see it, as the complete list, and how much of it. */
export const setProjectShares = defineCommand({
  name: 'projects.set_shares',
  permission: 'projects.projects.share',
  input: shareInput,
  find: ({ tx, ctx, input }) => findProject(tx, ctx, input.project, 'projects.projects.share'),
  async run({ tx, ctx, input, subject }) {
    const organizationId = ctx.organization.id
    const here = and(eq(projectShares.organizationId, organizationId), eq(projectShares.projectId, subject.id))
    const people = await tx
      .select({ id: contacts.id, userId: members.userId })
      .from(contacts)
      .leftJoin(members, and(eq(members.organizationId, contacts.organizationId), eq(members.id, contacts.memberId)))
      .where(
        and(
          eq(contacts.organizationId, organizationId),
          eq(contacts.clientId, subject.clientId),
          isNull(contacts.deletedAt),
        ),
      )
    const wanted = [...new Set(input.contactIds)]
    if (!wanted.every((id) => people.some((person) => person.id === id)))
      throw invalidField('contactIds', 'Choose contacts of this project’s client.')

    const now = (await tx.select({ id: projectShares.contactId }).from(projectShares).where(here)).map(({ id }) => id)
    const added = wanted.filter((id) => !now.includes(id))
    const removed = now.filter((id) => !wanted.includes(id))
    const sees = input.clientSees === undefined ? subject.clientSees : input.clientSees
    if (added.length + removed.length === 0 && sees === subject.clientSees) return unchanged({ id: subject.id })
    if (sees !== subject.clientSees)
      await tx
        .update(projects)
        .set({ clientSees: sees })
        .where(and(eq(projects.organizationId, organizationId), eq(projects.id, subject.id)))
    if (removed.length > 0) await tx.delete(projectShares).where(and(here, inArray(projectShares.contactId, removed)))
    if (added.length > 0)
      await tx.insert(projectShares).values(
        added.map((contactId) => ({
          organizationId,
          projectId: subject.id,
          contactId,
          clientId: subject.clientId,
          sharedById: memberOf(ctx),
        })),
      )
    const disconnect = people.flatMap(({ id, userId }) =>
      userId && (removed.includes(id) || (now.includes(id) && sees !== subject.clientSees)) ? [userId] : [],
    )
    return changed(
      { id: subject.id },
      {
        type: 'project.shared',
        subject: { type: 'project', id: subject.id },
        projectId: subject.id,
        before: { contactIds: now, clientSees: subject.clientSees },
        after: { contactIds: wanted, clientSees: sees },
        payload: { disconnect },
      },
    )
  },
})
