import { beforeEach, describe, expect, test } from 'vitest'
import { attachToProject } from '@/lib/attachments/commands/upload-attachment'
import { filesOfProject } from '@/lib/attachments/queries'
import { commentOnProject, commentOnTask } from '@/lib/comments/commands/create-comment'
import { getComment, listOfProject, listOfTicket } from '@/lib/comments/queries'
import { readersOfProject } from '@/lib/comments/readers'
import { systemContext } from '@/lib/core/system'
import { worldOfTest } from '@/lib/core/testing'
import { inTenant } from '@/lib/core/transaction'
import { activeMembers } from '@/lib/members/active'
import type { EventFacts } from '@/lib/notifications/reasons'
import { maySee } from '@/lib/notifications/sees'
import { updateSettings } from '@/lib/organizations/commands/update-settings'
import { getSettings } from '@/lib/organizations/queries'
import { search } from '@/lib/search/queries'
import { createTask } from '@/lib/tasks/commands/create-task'
import { getTask, listTasks } from '@/lib/tasks/queries'
import { setProjectShares } from './commands/set-shares'
import { getProject } from './queries'
import type { ClientSees } from './schema'

const here = worldOfTest()
const owner = () => here.world.people.owner.ctx
const contact = () => here.world.people.client.ctx

const organizationSays = async (clientSees: ClientSees) =>
  updateSettings(owner(), { version: (await getSettings(owner(), {})).version, clientSees })
const sharedContacts = async () =>
  (await here.sql`select contact_id from project_shares where project_id = ${here.world.projects.active.id}`).map(
    (row) => row.contact_id as string,
  )
const projectSays = async (clientSees: ClientSees | null) =>
  setProjectShares(owner(), { project: 'DURA', contactIds: await sharedContacts(), clientSees })

let said: { onTask: string; onProject: string; file: string }
beforeEach(async () => {
  await projectSays(null)
  await organizationSays('comments')
  const onTask = await commentOnTask(owner(), { task: 'DURA-1', body: 'About the task', shared: true })
  const file = new File(['for the client'], 'plan.txt')
  const onProject = await commentOnProject(owner(), { project: 'DURA', body: 'About it all', shared: true })
  const attached = await attachToProject(owner(), { project: 'DURA', file, shared: true })
  said = { onTask: onTask.id, onProject: onProject.id, file: attached.id }
})

const is = <T>(reading: Promise<T>) =>
  reading.then(
    () => true,
    (error: { status: number }) => {
      expect(error.status).toBe(404)
      return false
    },
  )
const lastEvent = async (type: string) =>
  (
    await here.sql<
      (EventFacts & { shared: boolean })[]
    >`select id as "eventId", organization_id as "organizationId", type,
      subject_type as "subjectType", subject_id as "subjectId", project_id as "projectId", task_id as "taskId", ticket_id as "ticketId",
      actor_member_id as "actorMemberId", payload, shared_with_client as shared from outbox where type = ${type} order by id desc limit 1`
  )[0] as EventFacts & { shared: boolean }

/** What the contact gets of tasks and comments, on every surface. */
async function surfaces() {
  const tasks = await listTasks(contact(), { project: 'DURA' }).then(
    ({ items }) => items.length > 0,
    () => false,
  )
  const found = await search(contact(), { q: 'plan', kinds: 'task' })
  const { id } = await createTask(owner(), { project: 'DURA', title: 'Heard of' })
  const heardTask = (await lastEvent('task.created')).shared
  const saidNow = await commentOnProject(owner(), { project: 'DURA', body: 'Heard of', shared: true })
  const event = await lastEvent('comment.created')
  const system = await systemContext(event.organizationId, event.eventId)
  const noticed = await inTenant(owner().organization.id, async (tx) => {
    const [person] = await activeMembers(tx, system, [here.world.people.client.memberId])
    return person ? maySee(tx, system, event, person) : false
  })
  const { items } = await listOfProject(contact(), { project: 'DURA' })
  return {
    tasks: { list: tasks, one: await is(getTask(contact(), { task: id })), live: heardTask },
    search: JSON.stringify(found).includes('DURA-'),
    comments: {
      list: items.length > 0,
      one: await is(getComment(contact(), { comment: saidNow.id })),
      onTask: await is(getComment(contact(), { comment: said.onTask })),
      live: event.shared,
      notice: noticed,
    },
  }
}
const all = (yes: boolean) => ({ list: yes, one: yes, live: yes })
const allSaid = (yes: boolean) => ({ ...all(yes), onTask: yes, notice: yes })

describe('a client’s contact sees of a shared project', () => {
  const levels: [ClientSees, boolean, boolean][] = [
    ['progress', false, false],
    ['tasks', true, false],
    ['comments', true, true],
  ]
  test.each(levels)('as much as the organization says: %s', async (level, tasks, comments) => {
    await organizationSays(level)
    expect(await surfaces()).toMatchObject({ tasks: all(tasks), comments: allSaid(comments) })
    expect((await getProject(contact(), { project: 'DURA' })).tasks.todo).toBeGreaterThan(0)
  })

  test('what the project says instead, until it says nothing again', async () => {
    await organizationSays('progress')
    await projectSays('comments')
    expect(await surfaces()).toMatchObject({ tasks: all(true), comments: allSaid(true) })
    expect((await getProject(owner(), { project: 'DURA' })).clientSees).toBe('comments')
    expect((await getProject(contact(), { project: 'DURA' })).clientSees).toBeNull()
    await projectSays(null)
    expect(await surfaces()).toMatchObject({ tasks: all(false), comments: allSaid(false) })
  })

  test('tickets, shared files and what they wrote themselves, however little it is', async () => {
    await organizationSays('progress')
    const mine = await commentOnProject(contact(), { project: 'DURA', body: 'When will it be done?' })
    expect(await is(getComment(contact(), { comment: mine.id }))).toBe(true)
    const { items } = await filesOfProject(contact(), { project: 'DURA' })
    expect(items.map(({ id }) => id)).toContain(said.file)
    await expect(listOfTicket(contact(), { ticket: here.world.ticket.id })).resolves.toBeTruthy()
  })
})

test('colleagues are told that a shared comment reaches nobody outside while clients see no comments', async () => {
  const outside = async () => (await readersOfProject(owner(), { project: 'DURA' })).outside.length
  expect(await outside()).toBe(1)
  await organizationSays('tasks')
  expect(await outside()).toBe(0)
})

test('people of the team see the same whatever clients see', async () => {
  await organizationSays('progress')
  const { ctx } = here.world.people.developer
  expect((await listTasks(ctx, { project: 'DURA' })).items.length).toBeGreaterThan(0)
  expect(await is(getComment(ctx, { comment: said.onProject }))).toBe(true)
})

test('whoever narrows it ends the live channels of those who saw more, and it is in the trail', async () => {
  await projectSays('progress')
  const { payload } = await lastEvent('project.shared')
  expect((payload.disconnect as string[]).length).toBeGreaterThan(0)
  const [row] =
    await here.sql`select before, after from audit_log where event = 'project.shared' order by id desc limit 1`
  expect(row).toMatchObject({ before: { clientSees: null }, after: { clientSees: 'progress' } })
  await organizationSays('tasks')
  expect(((await lastEvent('organization.settings_changed')).payload.disconnect as string[]).length).toBeGreaterThan(1)
})
