import { and, eq } from 'drizzle-orm'
import { contacts } from '@/db/schema/clients'
import { createClient } from '@/lib/clients/commands/create-client'
import { listClients } from '@/lib/clients/queries'
import type { Context } from '@/lib/core/context'
import { inTenant } from '@/lib/core/transaction'
import { createMilestone } from '@/lib/milestones/commands/create-milestone'
import { decidePayment } from '@/lib/payments/commands/decide-payment'
import { recordPayment } from '@/lib/payments/commands/record-payment'
import { createProject } from '@/lib/projects/commands/create-project'
import { setProjectShares } from '@/lib/projects/commands/set-shares'
import { setProjectStaff } from '@/lib/projects/commands/set-staff'
import { setProjectStatus } from '@/lib/projects/commands/set-status'
import { listProjects } from '@/lib/projects/queries'
import { createTask } from '@/lib/tasks/commands/create-task'
import { openTicket } from '@/lib/tickets/commands/open-ticket'
import { listTickets } from '@/lib/tickets/queries'
import { ageTicket, backdate, sealMoved } from './backdate'
import { clients, colleagues, deskStories, type PastProject, projects, taskTitle } from './second-year-stories'

type As = (email: string) => Promise<Context>

const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10)
const priorities = ['MEDIUM', 'HIGH', 'LOW', 'NONE', 'URGENT'] as const
const labels = [['design'], ['frontend'], ['backend'], ['content'], ['frontend', 'accessibility'], ['infrastructure']]

/** Twenty-three more projects with some 1,400 tasks, paid, late, resting and done; run again it adds what is missing. */
export async function seedSecondYear(as: As): Promise<void> {
  const admin = await as('admin@acme.test')
  const known = await listClients(admin, { limit: 100 })
  const clientIds = new Map(known.items.map((client) => [client.name, client.id]))
  const sales = await as('omar@acme.test')
  for (const client of clients)
    if (!clientIds.has(client.name)) clientIds.set(client.name, (await createClient(sales, client)).id)

  const keys = new Set((await listProjects(admin, { limit: 100 })).items.map((project) => project.key))
  const missing = projects.filter((story) => !keys.has(story.key))
  for (const [index, story] of projects.entries()) {
    if (!missing.includes(story)) continue
    const id = await seedProject(as, admin, story, index, clientIds.get(story.client) ?? '')
    await backdate(admin.organization.id, id, story.began)
  }
  await sealMoved(admin)
  await seedDesk(as, admin)
}

async function seedProject(as: As, admin: Context, story: PastProject, index: number, clientId: string) {
  const [sales, verifier, manager] = (await Promise.all(
    [index % 2 ? 'omar' : 'sales', 'verifier', index % 3 ? 'hanna' : 'manager'].map((name) => as(`${name}@acme.test`)),
  )) as [Context, Context, Context]
  const team = await Promise.all(
    [0, 1, 2]
      .map((n) => as(colleagues[(index + n) % 4]?.[0] ?? ''))
      .concat(index % 4 === 0 ? as('developer@acme.test') : []),
  )
  const memberIds = team.flatMap(({ actor }) => actor.memberId ?? [])
  const { id } = await createProject(admin, {
    title: story.title,
    key: story.key,
    clientId,
    cost: { amount: story.cost, currency: 'EUR' },
    discount: index % 5 === 0 ? { percent: 5 } : undefined,
    taxRate: 19,
    startsOn: day(-story.began),
    dueOn: day(story.takes - story.began),
    salespersonId: sales.actor.memberId,
    managerId: manager.actor.memberId,
    verifierId: verifier.actor.memberId,
  })
  await setProjectStaff(admin, { project: id, memberIds })
  await pay(story, id, sales, verifier, admin)
  await seedTasks(story, index, id, manager, memberIds)
  for (const [n, title] of ['First version to try', 'Ready for launch'].entries())
    await createMilestone(admin, {
      project: id,
      title,
      dueOn: day(Math.round(story.takes * (n ? 0.95 : 0.5)) - story.began),
    })
  if (index % 2 === 0) await share(admin, id, clientId)
  if (['COMPLETED', 'CANCELLED', 'ON_HOLD'].includes(story.ends))
    await setProjectStatus(admin, {
      project: id,
      status: story.ends,
      note:
        story.ends === 'COMPLETED'
          ? 'Handed over. Certificates renew by themselves; the client knows how to publish.'
          : 'The client waits for a decision of their board.',
    })
  return id
}

/** Requests of clients whose projects were handed over: fresh, near their target, and past it. */
async function seedDesk(as: As, admin: Context) {
  if ((await listTickets(admin, { q: deskStories[0]?.[1], limit: 1 })).items.length > 0) return
  const support = await as('support@acme.test')
  for (const [project, title, priority, workingShare] of deskStories) {
    const { id } = await openTicket(support, { project, title, priority })
    await ageTicket(admin.organization.id, id, workingShare)
  }
}

/** Half before the start; the rest at the end, or rejected once before it was right. */
async function pay(story: PastProject, project: string, sales: Context, verifier: Context, admin: Context) {
  if (story.ends === 'DRAFT') return
  await setProjectStatus(admin, { project, status: 'AWAITING_PAYMENT' })
  const net = Math.round(story.cost * 1.19)
  const record = (share: number, n: number) =>
    recordPayment(sales, {
      project,
      amount: { amount: Math.round(net * share), currency: 'EUR' },
      method: n % 3 === 2 ? 'CARD' : 'BANK_TRANSFER',
      reference: `${story.key}-${n}`,
      paidOn: day(-story.began + n),
    })
  if (story.ends === 'AWAITING_PAYMENT') return void (await record(0.2, 1))
  if (story.cost % 3 === 0) {
    const wrong = await record(0.1, 0)
    await decidePayment(verifier, {
      payment: wrong.id,
      decision: 'REJECTED',
      reason: 'The reference belongs to another invoice.',
    })
  }
  await decidePayment(verifier, { payment: (await record(0.52, 1)).id, decision: 'VERIFIED' })
  if (story.ends === 'COMPLETED')
    await decidePayment(verifier, { payment: (await record(0.48, 2)).id, decision: 'VERIFIED' })
  else if (story.done > 0.5) await record(0.2, 3)
}

async function seedTasks(story: PastProject, index: number, project: string, manager: Context, memberIds: string[]) {
  const count = 48 + ((index * 17) % 30)
  const doing = story.done > 0 && story.done < 1 ? 6 : 0
  const finished = Math.round(count * story.done)
  await inTenant(manager.organization.id, async (tx) => {
    for (let n = 0; n < count; n++) {
      const status = n < finished ? 'DONE' : n < finished + doing ? 'IN_PROGRESS' : 'TODO'
      const starts = -story.began + Math.round((story.takes * n) / count)
      await createTask.within(tx, manager, {
        project,
        title: taskTitle(index, n),
        status,
        priority: priorities[(index + n * 3) % priorities.length],
        estimate: n % 4 === 3 ? null : ([1, 2, 3, 5, 8][(n + index) % 5] ?? null),
        startsOn: n % 5 === 0 ? null : day(starts),
        dueOn: n % 5 === 0 ? null : day(starts + 4 + (n % 6)),
        assigneeId: status === 'TODO' && n % 6 === 0 ? null : (memberIds[n % memberIds.length] ?? null),
        labels: labels[(index + n) % labels.length],
      })
    }
  })
}

async function share(admin: Context, project: string, clientId: string) {
  const [contact] = await inTenant(admin.organization.id, (tx) =>
    tx
      .select({ id: contacts.id })
      .from(contacts)
      .where(and(eq(contacts.organizationId, admin.organization.id), eq(contacts.clientId, clientId)))
      .limit(1),
  )
  if (contact) await setProjectShares(admin, { project, contactIds: [contact.id] })
}
