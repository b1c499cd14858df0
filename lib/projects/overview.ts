import { can } from '@/lib/core/context'
import { defineQuery } from '@/lib/core/query'
import { listMilestones } from '@/lib/milestones/queries'
import { taskLoad } from '@/lib/tasks/load'
import { projectHealth } from './health'
import { projectRefInput } from './schema'

/** What a project's first page tells besides the project itself, in one transaction. `load` only for the team. @throws 404 */
export const projectOverview = defineQuery({
  name: 'projects.overview',
  permission: 'projects.projects.view',
  one: true,
  input: projectRefInput,
  async run({ tx, ctx, input }) {
    const team = can(ctx, 'organization.members.view') && can(ctx, 'tasks.tasks.view')
    const [health, { milestones }, load] = await Promise.all([
      projectHealth.within(tx, ctx, input),
      listMilestones.within(tx, ctx, input),
      team ? taskLoad.within(tx, ctx, input) : null,
    ])
    return { health, milestones, load }
  },
})
