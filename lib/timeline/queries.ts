import { and, asc, eq, sql } from 'drizzle-orm'
import { members } from '@/db/schema/organizations'
import { projects } from '@/db/schema/projects'
import { taskDependencies, tasks } from '@/db/schema/tasks'
import { can } from '@/lib/core/context'
import { defineQuery } from '@/lib/core/query'
import { milestonesOf } from '@/lib/milestones/queries'
import { findProject } from '@/lib/projects/queries'
import { projectRefInput } from '@/lib/projects/schema'
import { ofProject, taskReaches, visibleTasks } from '@/lib/tasks/find'
import type { TaskStatus } from '@/lib/tasks/schema'

/** More rows than anybody reads on one picture; what is cut off is said. */
export const mostTasks = 2_000

/**
 * A project's tasks on the calendar, by their first day, those without one at the end; its milestones; and which of the
 * shown tasks waits for which. @throws 404
 */
export const getTimeline = defineQuery({
  name: 'timeline.get',
  permission: 'tasks.tasks.view',
  one: true,
  input: projectRefInput,
  async run({ tx, ctx, input }) {
    const project = await findProject(tx, ctx, input.project, 'projects.projects.edit')
    const [rows, edges, milestones] = await Promise.all([
      tx
        .select({
          id: tasks.id,
          number: tasks.number,
          title: tasks.title,
          status: tasks.status,
          progress: tasks.progress,
          startsOn: tasks.startsOn,
          dueOn: tasks.dueOn,
          version: tasks.version,
          assignee: members.name,
          mayEdit: taskReaches(ctx, 'tasks.tasks.edit'),
        })
        .from(tasks)
        .innerJoin(projects, ofProject)
        .leftJoin(members, and(eq(members.organizationId, tasks.organizationId), eq(members.id, tasks.assigneeId)))
        .where(and(visibleTasks(ctx), eq(tasks.projectId, project.id)))
        .orderBy(sql`coalesce(${tasks.startsOn}, ${tasks.dueOn}, 'infinity'::date)`, asc(tasks.number))
        .limit(mostTasks + 1),
      tx
        .select({ task: taskDependencies.taskId, dependsOn: taskDependencies.dependsOnId })
        .from(taskDependencies)
        .where(
          and(eq(taskDependencies.organizationId, ctx.organization.id), eq(taskDependencies.projectId, project.id)),
        ),
      milestonesOf(tx, ctx, project.id),
    ])
    const seesPeople = can(ctx, 'organization.members.view')
    const shown = rows.slice(0, mostTasks).map(({ status, assignee, ...task }) => ({
      ...task,
      key: `${project.key}-${task.number}`,
      status: status as TaskStatus,
      assignee: seesPeople ? assignee : null,
    }))
    const known = new Set(shown.map(({ id }) => id))
    return {
      project: { id: project.id, key: project.key, startsOn: project.startsOn, dueOn: project.dueOn },
      tasks: shown,
      milestones,
      dependencies: edges.filter(({ task, dependsOn }) => known.has(task) && known.has(dependsOn)),
      cut: rows.length > mostTasks,
    }
  },
})
export type Timeline = Awaited<ReturnType<typeof getTimeline>>
