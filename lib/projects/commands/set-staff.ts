import { and, eq, inArray, sql } from 'drizzle-orm'
import { projectMembers, projects } from '@/db/schema/projects'
import { defineCommand } from '@/lib/core/command'
import { changed, unchanged } from '@/lib/core/events'
import { activeMembers, requireColleagues } from '@/lib/members/active'
import { findProject } from '../queries'
import { setStaffInput } from '../schema'

/** Decides who works on a project: its manager and its members, as the complete list, or some more members. What is not given stays. */
export const setProjectStaff = defineCommand({
  name: 'projects.set_staff',
  permission: 'projects.projects.staff',
  input: setStaffInput,
  find: ({ tx, ctx, input }) => findProject(tx, ctx, input.project, 'projects.projects.staff'),
  async run({ tx, ctx, input, subject }) {
    const organizationId = ctx.organization.id
    const here = and(eq(projectMembers.organizationId, organizationId), eq(projectMembers.projectId, subject.id))
    const now = (await tx.select({ id: projectMembers.memberId }).from(projectMembers).where(here)).map(({ id }) => id)
    const wanted = [...new Set([...(input.memberIds ?? now), ...input.addMemberIds])]
    const managerId = input.managerId === undefined ? subject.managerId : input.managerId
    const added = wanted.filter((id) => !now.includes(id))
    const removed = now.filter((id) => !wanted.includes(id))
    if (managerId !== subject.managerId) await requireColleagues(tx, ctx, 'managerId', [managerId])
    await requireColleagues(tx, ctx, 'memberIds', added)
    if (added.length + removed.length === 0 && managerId === subject.managerId) return unchanged({ id: subject.id })

    if (removed.length > 0) await tx.delete(projectMembers).where(and(here, inArray(projectMembers.memberId, removed)))
    if (added.length > 0)
      await tx
        .insert(projectMembers)
        .values(added.map((memberId) => ({ organizationId, projectId: subject.id, memberId })))
    await tx
      .update(projects)
      .set({ managerId, version: sql`${projects.version} + 1`, updatedAt: sql`now()` })
      .where(and(eq(projects.organizationId, organizationId), eq(projects.id, subject.id)))

    const replaced = subject.managerId && subject.managerId !== managerId ? [subject.managerId] : []
    const losing = await activeMembers(tx, ctx, [...removed, ...replaced])
    const joining = managerId && managerId !== subject.managerId ? [...added, managerId] : added
    return changed(
      { id: subject.id },
      {
        type: 'project.staffed',
        subject: { type: 'project', id: subject.id },
        projectId: subject.id,
        before: { managerId: subject.managerId, memberIds: now },
        after: { managerId, memberIds: wanted },
        payload: { joining, disconnect: losing.map((person) => person.userId) },
      },
    )
  },
})
