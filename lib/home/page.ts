import { z } from 'zod'
import { can } from '@/lib/core/context'
import { defineQuery } from '@/lib/core/query'
import { listPayments, paymentTotals } from '@/lib/payments/queries'
import { countProjects, listProjects } from '@/lib/projects/queries'
import { listTasks } from '@/lib/tasks/queries'

/** One's own work at a glance, by what one may do; one transaction. What one may not see is null. */
export const homePage = defineQuery({
  name: 'home.page',
  permission: 'member',
  input: z.strictObject({}),
  async run({ tx, ctx }) {
    const budget = can(ctx, 'projects.budget.view')
    const [totals, queue, counts, projects, tasks] = await Promise.all([
      budget ? paymentTotals.within(tx, ctx, {}) : null,
      budget ? listPayments.within(tx, ctx, { status: 'PENDING', limit: 5 }) : null,
      can(ctx, 'projects.projects.view') ? countProjects.within(tx, ctx, {}) : null,
      can(ctx, 'projects.projects.view') ? listProjects.within(tx, ctx, { limit: 8 }) : null,
      can(ctx, 'tasks.tasks.edit') ? listTasks.within(tx, ctx, { assignee: 'me', order: 'due', limit: 20 }) : null,
    ])
    return {
      totals,
      queue: queue?.items ?? null,
      counts,
      projects: projects?.items ?? null,
      tasks: tasks?.items.filter((task) => task.status !== 'DONE').slice(0, 8) ?? null,
    }
  },
})
export type Home = Awaited<ReturnType<typeof homePage>>
