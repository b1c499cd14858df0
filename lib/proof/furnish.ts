import { deleteAttachment } from '@/lib/attachments/commands/delete-attachment'
import { attachToTask } from '@/lib/attachments/commands/upload-attachment'
import { addItem } from '@/lib/checklists/commands/add-item'
import { createClient } from '@/lib/clients/commands/create-client'
import { deleteClient } from '@/lib/clients/commands/delete-client'
import { commentOnTask } from '@/lib/comments/commands/create-comment'
import { react } from '@/lib/comments/commands/react'
import type { Context } from '@/lib/core/context'
import { contextFrom, memberOf } from '@/lib/core/context'
import { askAccess } from '@/lib/core/transaction'
import { addDependency } from '@/lib/dependencies/commands/add-dependency'
import { startExport } from '@/lib/exports/commands/start-export'
import { runImport } from '@/lib/imports/commands/run-import'
import { startImport } from '@/lib/imports/commands/start-import'
import { uploadImport } from '@/lib/imports/commands/upload-import'
import { invite } from '@/lib/invitations/commands/invite'
import { createLead } from '@/lib/leads/commands/create-lead'
import { deleteLead } from '@/lib/leads/commands/delete-lead'
import { createMilestone } from '@/lib/milestones/commands/create-milestone'
import { deleteMilestone } from '@/lib/milestones/commands/delete-milestone'
import { setSwitch } from '@/lib/notifications/commands/set-switch'
import { setLogo } from '@/lib/organizations/commands/set-logo'
import { decidePayment } from '@/lib/payments/commands/decide-payment'
import { recordPayment } from '@/lib/payments/commands/record-payment'
import { createProject } from '@/lib/projects/commands/create-project'
import { deleteProject } from '@/lib/projects/commands/delete-project'
import { setProjectStaff } from '@/lib/projects/commands/set-staff'
import { createRole } from '@/lib/roles/commands/create-role'
import { deleteRole } from '@/lib/roles/commands/delete-role'
import { listRoles } from '@/lib/roles/queries'
import { setSubscription } from '@/lib/subscriptions/commands/set-subscription'
import { createTask } from '@/lib/tasks/commands/create-task'
import { deleteTask } from '@/lib/tasks/commands/delete-task'
import { createTeam } from '@/lib/teams/commands/create-team'
import { deleteTeam } from '@/lib/teams/commands/delete-team'
import { deleteTicket } from '@/lib/tickets/commands/delete-ticket'
import { openTicket } from '@/lib/tickets/commands/open-ticket'
import { createView } from '@/lib/views/commands/create-view'
import { endWalk } from '@/lib/walks/commands/end-walk'
import { startWalk } from '@/lib/walks/commands/start-walk'

type Furniture = { owner: Context; admin: Context; mark: string; inside: string }

/** The smallest PNG: one transparent pixel. */
const picture = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

/** Something of every noun, with words in it that can be looked for. @returns what is shared with the client's contact */
export async function furnish({ owner, admin, mark, inside }: Furniture) {
  const { id: clientId } = await createClient(owner, { name: `Client ${mark}`, notes: inside })
  await createClient(owner, { name: `Other client ${inside} ${mark}`, contacts: [{ name: `Contact ${inside}` }] })
  await createLead(owner, { company: `Lead ${inside} ${mark}` })
  const team = await createTeam(owner, { name: `Team ${inside}`.slice(0, 60), memberIds: [memberOf(admin)] })

  const { id: projectId } = await createProject(owner, {
    title: `Project ${mark}`,
    key: 'PROOF',
    clientId,
    cost: { amount: 100_000, currency: owner.organization.currency },
    verifierId: memberOf(admin),
    managerId: memberOf(admin),
  })
  await setProjectStaff(owner, { project: projectId, memberIds: [memberOf(owner)] })
  await pay(owner, admin, projectId)
  await plan(owner, admin, projectId, { mark, inside })

  const roleIds = (await listRoles(owner, {})).items.filter(({ key }) => key === 'member').map(({ id }) => id)
  await invite(owner, { email: `open-${mark}@lobby.invalid`, roleIds, teamIds: [team.id] })
  await startExport(owner, { list: 'tasks', format: 'csv' })
  await bringIn(owner, projectId, mark)
  // It begins and ends at once, since nobody attacks well with other eyes.
  await startWalk(admin, { role: roleIds[0] })
  const walking = await askAccess(admin.sessionId ?? '', owner.organization.slug)
  if (walking?.access) await endWalk(contextFrom(walking.access, 'session', owner.request), {})
  await throwAway(owner, projectId, mark)
  await setSwitch(owner, { kind: 'comments', channel: 'mail', enabled: false })
  await setLogo(owner, { file: new File([Buffer.from(picture, 'base64')], 'logo.png') })
  return { clientId, projectId }
}

/** A file with one row that can be read and one that cannot. */
async function bringIn(owner: Context, project: string, mark: string): Promise<void> {
  const rows = `Title,Due date\nFrom a file ${mark},\nAnother row,soon\n`
  const { id } = await uploadImport(owner, { project, file: new File([rows], 'tasks.csv') })
  const mapping = { Title: 'title', 'Due date': 'dueOn' } as const
  await startImport(owner, { project, import: id, mapping, mode: 'KEEP_GOOD_ROWS' })
  // A job does this where jobs run; done twice it is done once.
  for (let more = true; more; ) more = (await runImport(owner, { project, import: id })).more
}

/** One of each kind in the bin, since what is deleted must be as closed as what is not. */
async function throwAway(owner: Context, project: string, mark: string): Promise<void> {
  const text = `Deleted ${mark}`
  const client = await createClient(owner, { name: text })
  await deleteClient(owner, { client: client.id })
  const lead = await createLead(owner, { company: text })
  await deleteLead(owner, { lead: lead.id })
  const team = await createTeam(owner, { name: text.slice(0, 60) })
  await deleteTeam(owner, { team: team.id })
  const role = await createRole(owner, { name: text.slice(0, 60) })
  await deleteRole(owner, { role: role.id })
  const other = await createProject(owner, {
    title: text,
    key: 'GONE',
    clientId: (await createClient(owner, { name: `${text} of` })).id,
    cost: { amount: 1, currency: owner.organization.currency },
  })
  await deleteProject(owner, { project: other.id })
  const task = await createTask(owner, { project, title: text })
  const file = await attachToTask(owner, { task: task.id, file: new File([text], 'deleted.txt') })
  await deleteAttachment(owner, { attachment: file.id })
  await deleteTask(owner, { task: (await createTask(owner, { project, title: text })).id })
  const milestone = await createMilestone(owner, { project, title: text })
  await deleteMilestone(owner, { project, milestone: milestone.id })
  const ticket = await openTicket(owner, { project, title: text })
  await deleteTicket(owner, { ticket: ticket.id })
}

async function pay(owner: Context, admin: Context, project: string): Promise<void> {
  const { currency } = owner.organization
  const paid = { project, method: 'BANK_TRANSFER' as const, paidOn: '2026-09-01' }
  const proof = { name: 'transfer.png', contentBase64: picture }
  const amount = (amount: number) => ({ amount, currency })
  const first = await recordPayment(owner, { ...paid, amount: amount(60_000), reference: 'first', proof })
  await decidePayment(admin, { payment: first.id, decision: 'VERIFIED' })
  await recordPayment(
    owner,
    { ...paid, amount: amount(1_000), reference: 'second', proof },
    { idempotencyKey: `second-${project}` },
  )
}

async function plan(
  owner: Context,
  admin: Context,
  project: string,
  { mark, inside }: Pick<Furniture, 'mark' | 'inside'>,
) {
  const words = { title: `Task ${mark}`, labels: [`label-${mark}`.slice(0, 40)] }
  const task = await createTask(owner, { project, ...words, assigneeId: memberOf(admin) })
  const other = await createTask(owner, { project, title: `Second task ${mark}` })
  await addDependency(owner, { task: task.id, dependsOn: other.id })
  await addItem(owner, { task: task.id, text: `To tick ${mark}` })
  await createMilestone(owner, { project, title: `Milestone ${mark}` })
  await createView(owner, { project, name: `View ${inside}`.slice(0, 60), query: 'status=TODO', shared: true })
  await setSubscription(owner, { task: task.id, mode: 'WATCH' })

  const mentioned = `@[Admin](${memberOf(admin)})`
  const remark = await commentOnTask(owner, { task: task.id, body: `For the team ${inside} ${mentioned}` })
  await react(admin, { comment: remark.id, emoji: '👍', on: true })
  await commentOnTask(owner, { task: task.id, body: `For the client ${mark}`, shared: true })
  await attachToTask(owner, { task: task.id, file: new File([`Kept ${inside}`], `kept-${inside}.txt`) })
  await attachToTask(owner, { task: task.id, file: new File([`Shown ${mark}`], `shown-${mark}.txt`), shared: true })
  await openTicket(owner, { project, title: `Ticket ${mark}`, priority: 'HIGH' })
}
