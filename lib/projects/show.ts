import { type Context, can } from '@/lib/core/context'
import type { Money } from '@/lib/core/money'
import { requiredTotal } from './money'
import type { ProjectRow } from './queries'
import type { ClientSees, ProjectStatus } from './schema'

type Named = { id: string; name: string }

export type Project = {
  id: string
  key: string
  title: string
  description: string
  status: ProjectStatus
  client: Named
  startsOn: string | null
  dueOn: string | null
  /** Whether work may start: the required share was verified once. */
  unlocked: boolean
  tasks: { todo: number; inProgress: number; done: number }
  /** Null for a reader who may not see the budget. */
  budget: {
    cost: Money
    discount: Money & { percent: number | null }
    taxRate: number
    net: Money
    requiredShare: number
    required: Money
    verified: Money
    pending: Money
    outstanding: Money
  } | null
  /** Null for a reader who may not see members. */
  people: { salesperson: Named | null; verifier: Named | null; manager: Named | null } | null
  /** What the client sees instead of what the organization says; null for who does not share projects as well. */
  clientSees: ClientSees | null
  version: number
  createdAt: Date
  updatedAt: Date
}

/** A project as this reader may see it. */
export function showProject(ctx: Context, row: ProjectRow): Project {
  const { project } = row
  const money = (amount: number): Money => ({ amount, currency: project.currency })
  const net = project.netMinor ?? 0
  const shareBp = project.requiredShareBp ?? ctx.organization.requiredShareBp

  return {
    id: project.id,
    key: project.key,
    title: project.title,
    description: project.description,
    status: project.status as ProjectStatus,
    client: row.client,
    startsOn: project.startsOn,
    dueOn: project.dueOn,
    unlocked: project.unlockedAt !== null,
    tasks: { todo: row.todo, inProgress: row.inProgress, done: row.done },
    budget: row.seesBudget
      ? {
          cost: money(project.costMinor),
          discount: {
            ...money(project.discountTotalMinor ?? 0),
            percent: project.discountBp === null ? null : project.discountBp / 100,
          },
          taxRate: project.taxBp / 100,
          net: money(net),
          requiredShare: shareBp / 100,
          required: money(requiredTotal(net, shareBp)),
          verified: money(row.verified),
          pending: money(row.pending),
          outstanding: money(Math.max(0, net - row.verified)),
        }
      : null,
    people: can(ctx, 'organization.members.view')
      ? { salesperson: row.salesperson, verifier: row.verifier, manager: row.manager }
      : null,
    clientSees: can(ctx, 'projects.projects.share') ? (project.clientSees as ClientSees | null) : null,
    version: project.version,
    createdAt: project.createdAt,
    updatedAt: project.updatedAt,
  }
}
