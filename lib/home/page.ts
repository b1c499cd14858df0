import { z } from 'zod'
import { type Context, can } from '@/lib/core/context'
import { defineQuery } from '@/lib/core/query'
import type { Tx } from '@/lib/core/transaction'
import { leadPipeline, listLeads } from '@/lib/leads/queries'
import { openFirstSteps } from '@/lib/organizations/first-steps'
import { listPayments, paymentTotals } from '@/lib/payments/queries'
import { countProjects, listProjects } from '@/lib/projects/queries'
import type { ProjectStatus } from '@/lib/projects/schema'
import { taskLoad } from '@/lib/tasks/load'
import { listTasks } from '@/lib/tasks/queries'
import { countTickets, listTickets } from '@/lib/tickets/queries'
import { nextMilestones, sharedLately } from './client'
import { changedSinceYesterday, unreadMentions } from './developer'
import { myProjects } from './manager'
import { organizationAtAGlance } from './organization'
import { type Section, sectionsOf } from './sections'
import { timeToDecision } from './verifier'

const all = <T extends Record<string, Promise<unknown> | unknown>>(parts: T) =>
  Promise.all(Object.values(parts)).then(
    (values) =>
      Object.fromEntries(Object.keys(parts).map((name, at) => [name, values[at]])) as { [K in keyof T]: Awaited<T[K]> },
  )

type ProjectCounts = Partial<Record<ProjectStatus, number>>

/** How each part is read; all of them travel in one transaction. */
const readers = {
  organization: (tx: Tx, ctx: Context) =>
    all({
      glance: organizationAtAGlance(tx, ctx),
      steps: openFirstSteps(tx, ctx),
      totals: can(ctx, 'projects.budget.view') ? paymentTotals.within(tx, ctx, {}) : [],
      counts: can(ctx, 'projects.projects.view') ? countProjects.within(tx, ctx, {}) : ({} as ProjectCounts),
      tickets: can(ctx, 'support.tickets.view') ? countTickets.within(tx, ctx, {}) : null,
    }),
  client: async (tx: Tx, ctx: Context) => {
    const { items } = await listProjects.within(tx, ctx, { limit: 12 })
    return all({
      projects: items,
      next: nextMilestones(
        tx,
        ctx,
        items.map(({ id }) => id),
      ),
      tickets: can(ctx, 'support.tickets.view')
        ? listTickets.within(tx, ctx, { status: 'UNRESOLVED', limit: 5 })
        : null,
      said: sharedLately(tx, ctx),
    })
  },
  verifier: (tx: Tx, ctx: Context) =>
    all({
      totals: paymentTotals.within(tx, ctx, {}),
      queue: listPayments.within(tx, ctx, { status: 'PENDING', limit: 6 }),
      hours: timeToDecision(tx, ctx),
    }),
  support: (tx: Tx, ctx: Context) =>
    all({
      counts: countTickets.within(tx, ctx, {}),
      tickets: listTickets.within(tx, ctx, { status: 'UNRESOLVED', limit: 8 }),
    }),
  manager: (tx: Tx, ctx: Context) =>
    all({
      projects: myProjects(tx, ctx),
      load: can(ctx, 'organization.members.view') ? taskLoad.within(tx, ctx, {}) : null,
    }),
  developer: async (tx: Tx, ctx: Context) => {
    const parts = await all({
      tasks: listTasks.within(tx, ctx, { assignee: 'me', order: 'due', limit: 30 }),
      changed: changedSinceYesterday(tx, ctx),
      mentions: unreadMentions(tx, ctx),
    })
    return { ...parts, tasks: parts.tasks.items.filter((task) => task.status !== 'DONE').slice(0, 8) }
  },
  sales: (tx: Tx, ctx: Context) =>
    all({
      pipeline: leadPipeline.within(tx, ctx, {}),
      due: listLeads.within(tx, ctx, { due: 'now', limit: 5 }),
      projects: can(ctx, 'projects.projects.view') ? listProjects.within(tx, ctx, { limit: 6 }) : null,
      waiting: can(ctx, 'projects.budget.view') ? listPayments.within(tx, ctx, { status: 'PENDING', limit: 5 }) : null,
      rejected: can(ctx, 'projects.budget.view')
        ? listPayments.within(tx, ctx, { status: 'REJECTED', limit: 5 })
        : null,
    }),
  member: (tx: Tx, ctx: Context) =>
    all({ projects: listProjects.within(tx, ctx, { limit: 25 }), counts: countProjects.within(tx, ctx, {}) }),
} satisfies { [S in Section]: (tx: Tx, ctx: Context) => Promise<unknown> }

type Readers = typeof readers
export type Home = { [S in Section]?: Awaited<ReturnType<Readers[S]>> }
export type HomePart<S extends Section> = Awaited<ReturnType<Readers[S]>>

/** One's own work at a glance, part by part; what is not the reader's is not there. */
export const homePage = defineQuery({
  name: 'home.page',
  permission: 'member',
  input: z.strictObject({}),
  async run({ tx, ctx }): Promise<Home> {
    return all(
      Object.fromEntries(sectionsOf(ctx).map((section) => [section, readers[section](tx, ctx)])),
    ) as Promise<Home>
  },
})
