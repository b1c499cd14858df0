import { and, eq } from 'drizzle-orm'
import { contacts } from '@/db/schema/clients'
import { createClient } from '@/lib/clients/commands/create-client'
import { listClients } from '@/lib/clients/queries'
import { createComment } from '@/lib/comments/commands/create-comment'
import type { Context } from '@/lib/core/context'
import { record } from '@/lib/core/outbox'
import { inTenant } from '@/lib/core/transaction'
import { decidePayment } from '@/lib/payments/commands/decide-payment'
import { recordPayment } from '@/lib/payments/commands/record-payment'
import { createProject } from '@/lib/projects/commands/create-project'
import { setProjectShares } from '@/lib/projects/commands/set-shares'
import { setProjectStaff } from '@/lib/projects/commands/set-staff'
import { setProjectStatus } from '@/lib/projects/commands/set-status'
import { listProjects } from '@/lib/projects/queries'
import { createTask } from '@/lib/tasks/commands/create-task'
import { updateTask } from '@/lib/tasks/commands/update-task'
import { transferSlip } from './proof'
import { seedShowcase } from './showcase'
import { type DemoProject, demoClients, demoProjects } from './stories'

type As = (email: string) => Promise<Context>

const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10)

/** Clients, projects in every status, payments and tasks; made by the people who would make them. */
export async function seedProjects(as: As): Promise<void> {
  const admin = await as('admin@acme.test')
  const known = await listClients(admin, { limit: 100 })
  const clientIds = new Map(known.items.map((client) => [client.name, client.id]))
  const sales = await as('sales@acme.test')
  for (const client of demoClients)
    if (!clientIds.has(client.name)) clientIds.set(client.name, (await createClient(sales, client)).id)
  await giveLogin(admin, clientIds.get('Northwind Traders') ?? '', await as('client@acme.test'))

  const keys = new Set((await listProjects(admin, { limit: 100 })).items.map((project) => project.key))
  for (const story of demoProjects)
    if (!keys.has(story.key)) await seedProject(as, story, clientIds.get(story.client) ?? '')
}

/** Clara of Northwind signs in: her contact and her membership become one. */
async function giveLogin(admin: Context, clientId: string, person: Context) {
  await inTenant(admin.organization.id, async (tx) => {
    const here = and(
      eq(contacts.organizationId, admin.organization.id),
      eq(contacts.clientId, clientId),
      eq(contacts.email, 'client@acme.test'),
    )
    const [contact] = await tx.select().from(contacts).where(here)
    if (!contact || contact.memberId) return
    await tx.update(contacts).set({ memberId: person.actor.memberId }).where(here)
    await record(tx, admin, [
      {
        type: 'contact.linked',
        subject: { type: 'contact', id: contact.id },
        after: { memberId: person.actor.memberId },
      },
    ])
  })
}

async function seedProject(as: As, story: DemoProject, clientId: string) {
  const [sales, verifier, manager, developer, admin] = (await Promise.all(
    ['sales', 'verifier', 'manager', 'developer', 'admin'].map((name) => as(`${name}@acme.test`)),
  )) as [Context, Context, Context, Context, Context]
  const { id } = await createProject(sales, {
    title: story.title,
    key: story.key,
    description: story.description,
    clientId,
    cost: { amount: story.cost, currency: 'EUR' },
    discount: story.discountPercent ? { percent: story.discountPercent } : undefined,
    taxRate: 19,
    startsOn: day(story.starts),
    dueOn: day(story.due),
    managerId: manager.actor.memberId,
    verifierId: verifier.actor.memberId,
  })
  await setProjectStaff(admin, {
    project: id,
    managerId: manager.actor.memberId,
    memberIds: [developer.actor.memberId ?? ''],
  })

  const made: { id: string; version: number }[] = []
  for (const [index, title] of story.tasks.entries())
    made.push(
      await createTask(manager, {
        project: id,
        title,
        description: story.descriptions?.[index],
        priority: (['MEDIUM', 'HIGH', 'LOW', 'NONE', 'URGENT'] as const)[index % 5],
        estimate: [1, 2, 3, 5, 8][index % 5],
        startsOn: story.pace ? day(story.starts + 6 + index * 4 - story.pace) : undefined,
        dueOn: day(story.starts + 6 + index * 4),
        assigneeId: index % 3 === 2 ? null : developer.actor.memberId,
        labels: [['design'], ['frontend'], ['backend'], ['content', 'client']][index % 4],
      }),
    )
  for (const [index, payment] of story.payments.entries()) {
    const { id: paymentId } = await recordPayment(sales, {
      project: id,
      amount: { amount: payment.amount, currency: 'EUR' },
      method: 'BANK_TRANSFER',
      reference: `${story.key}-2026-${index + 1}`,
      paidOn: day(-index - 1),
      proof: {
        name: `transfer-${story.key}-${index + 1}.pdf`,
        contentBase64: transferSlip([
          'TRANSFER',
          `Payer: ${story.client}`,
          'Payee: Acme Studio',
          `Amount: EUR ${(payment.amount / 100).toFixed(2)}`,
          `Reference: ${story.key}-2026-${index + 1}`,
          `Date: ${day(-index - 1)}`,
        ]).toString('base64'),
      },
    })
    if (payment.decision) await decidePayment(verifier, { payment: paymentId, ...payment.decision })
  }
  for (const [index, task] of made.slice(0, story.done + story.doing).entries())
    await updateTask(manager, {
      task: task.id,
      version: task.version,
      status: index < story.done ? 'DONE' : 'IN_PROGRESS',
      progress: index < story.done ? 100 : 40,
    })
  if (story.shared) {
    const [contact] = await inTenant(admin.organization.id, (tx) =>
      tx
        .select({ id: contacts.id })
        .from(contacts)
        .where(and(eq(contacts.organizationId, admin.organization.id), eq(contacts.clientId, clientId)))
        .limit(1),
    )
    if (contact) await setProjectShares(admin, { project: id, contactIds: [contact.id] })
  }
  const [talked] = made
  if (talked && story.comments)
    for (const { from, body, shared } of story.comments)
      await createComment(await as(from), { task: talked.id, body, shared })
  if (story.showcase) await seedShowcase(as, id, story.showcase, made, day)
  for (const status of story.afterwards)
    await setProjectStatus(admin, {
      project: id,
      status,
      note: status === 'ON_HOLD' ? 'The client asked to wait.' : undefined,
    })
}
