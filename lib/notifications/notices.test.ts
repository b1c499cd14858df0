import { beforeEach, describe, expect, test } from 'vitest'
import { createComment } from '@/lib/comments/commands/create-comment'
import { runImport } from '@/lib/imports/commands/run-import'
import { startImport } from '@/lib/imports/commands/start-import'
import { undoImport } from '@/lib/imports/commands/undo-import'
import { uploadImport } from '@/lib/imports/commands/upload-import'
import { channelsOf } from '@/lib/jobs/relay'
import { deleteProject, restoreProject } from '@/lib/projects/commands/delete-project'
import { setProjectStatus } from '@/lib/projects/commands/set-status'
import type { RoleKey } from '@/lib/rest/world'
import { setSubscription } from '@/lib/subscriptions/commands/set-subscription'
import { bulkUpdateTasks } from '@/lib/tasks/commands/bulk-update-tasks'
import { createTask } from '@/lib/tasks/commands/create-task'
import { memberChannel } from './channels'
import { deliverNotifications } from './commands/deliver'
import { markRead } from './commands/mark-read'
import { setSwitch } from './commands/set-switch'
import { countUnread, listNotifications } from './queries'
import { listMutes, listSwitches } from './settings'
import { noticeWorld } from './testing'

const house = noticeWorld()
beforeEach(() => house.forget())

const task = () => house.world.tasks.assigned.id
const project = () => house.world.projects.active.id
const say = (who: RoleKey, body = 'Something', more: object = {}) =>
  createComment(house.as(who), { task: task(), body, ...more })
const named = (key: RoleKey) => `@[Person](${house.member(key)}) please look`
const titles = async (key: RoleKey) => (await house.unread(key)).map(({ title }) => title)
const mailedTo = (mails: { memberId: string }[], key: RoleKey) =>
  mails.filter(({ memberId }) => memberId === house.member(key)).length

describe('a burst', () => {
  test('of comments on one task is one notice that counts them and names the latest', async () => {
    for (const text of ['One', 'Two', 'Three']) await say('project_manager', text)
    await house.deliver()
    expect(await titles('developer')).toEqual([
      '3 comments on DURA-1 Assigned to the developer, the latest by Person project_manager',
    ])
    expect((await house.unread('developer'))[0]).toMatchObject({ kind: 'comments', count: 3, reason: 'assigned' })
  })

  test('ends when it was read, and after ten minutes', async () => {
    await say('project_manager')
    await house.deliver()
    await markRead(house.as('developer'), {})
    await say('project_manager')
    await house.deliver()
    expect(await house.unread('developer')).toHaveLength(1)
    await house.later(11)
    await say('project_manager')
    await house.deliver()
    expect((await house.unread('developer')).map(({ count }) => count)).toEqual([1, 1])
  })

  test('delivered twice at once makes one row, whichever comes first', async () => {
    await Promise.all(['a', 'b', 'c', 'd', 'e', 'f'].map((text) => say('project_manager', text)))
    const system = await house.system()
    const pending = await house.pending()
    await Promise.all([...pending, ...pending].map((event) => deliverNotifications(system, event)))
    await house.deliver()
    expect((await house.unread('developer')).map(({ count }) => count)).toEqual([6])
  })

  test('is one mail for those who want mails of conversations, and every mention is mailed', async () => {
    await setSwitch(house.as('developer'), { kind: 'comments', channel: 'mail', enabled: true })
    for (const text of ['One', 'Two', 'Three']) await say('project_manager', text)
    expect(mailedTo(await house.deliver(), 'developer')).toBe(1)
    for (const _ of [1, 2]) await say('project_manager', named('developer'))
    expect(mailedTo(await house.deliver(), 'developer')).toBe(2)
    await house.later(11)
    await say('project_manager', 'Much later')
    expect(mailedTo(await house.deliver(), 'developer')).toBe(1)
  })

  test('asks for the same mails again when its delivery is repeated', async () => {
    await setSwitch(house.as('developer'), { kind: 'comments', channel: 'mail', enabled: true })
    await say('project_manager', 'One')
    await say('project_manager', 'Two')
    const [first, second] = (await house.pending()).filter(({ type }) => type === 'comment.created')
    const system = await house.system()
    const mails = async (event = first) =>
      mailedTo(event ? (await deliverNotifications(system, event)).mail : [], 'developer')
    expect([await mails(first), await mails(second), await mails(first), await mails(second)]).toEqual([1, 0, 1, 0])
    await house.deliver()
    expect((await house.unread('developer')).map(({ count }) => count)).toEqual([2])
  })

  test('of many tasks given at once is one notice for each person', async () => {
    const created = []
    for (const title of ['One', 'Two', 'Three'])
      created.push(await createTask(house.as('project_manager'), { project: project(), title }))
    await bulkUpdateTasks(house.as('project_manager'), {
      project: project(),
      tasks: created.map(({ id, version }) => ({ task: id, version, assigneeId: house.member('developer') })),
    })
    const mails = await house.deliver()
    expect(await titles('developer')).toEqual([
      'Person project_manager assigned 3 tasks of DURA DuraCloud relaunch to you',
    ])
    expect(mailedTo(mails, 'developer')).toBe(1)
  })
})

describe('one’s own act', () => {
  test('is never told to oneself, also when one mentions oneself or watches', async () => {
    await setSubscription(house.as('developer'), { task: task(), mode: 'WATCH' })
    await say('developer', named('developer'))
    await createTask(house.as('project_manager'), {
      project: project(),
      title: 'Mine',
      assigneeId: house.member('project_manager'),
    })
    await house.deliver()
    expect(await house.unread('developer')).toEqual([])
    expect(await house.unread('project_manager')).toHaveLength(1)
  })
})

describe('muting', () => {
  test('silences a thread or a whole project, but not what asks one to act', async () => {
    for (const about of [{ task: task() }, { project: project() }]) {
      await house.forget()
      await setSubscription(house.as('developer'), { ...about, mode: 'MUTE' })
      await say('project_manager')
      await house.deliver()
      expect(await house.unread('developer')).toEqual([])
      await say('project_manager', named('developer'))
      expect(mailedTo(await house.deliver(), 'developer')).toBe(1)
      expect((await house.unread('developer')).map(({ kind }) => kind)).toEqual(['mentioned'])
    }
  })

  test('of a project leaves a watched task in it heard, and is listed until taken back', async () => {
    const { id, key } = house.world.tasks.unassigned
    await setSubscription(house.as('developer'), { project: project(), mode: 'MUTE' })
    await setSubscription(house.as('developer'), { task: id, mode: 'WATCH' })
    await createComment(house.as('project_manager'), { task: id, body: 'News' })
    await house.deliver()
    expect((await house.unread('developer')).map(({ reason, task }) => [reason, task?.key])).toEqual([
      ['watching', key],
    ])
    expect((await listMutes(house.as('developer'), {})).muted).toMatchObject([{ kind: 'project', key: 'DURA' }])
    await setSubscription(house.as('developer'), { project: project(), mode: null })
    expect((await listMutes(house.as('developer'), {})).muted).toEqual([])
  })
})

describe('a switch', () => {
  const set = (enabled: boolean | null, more: object = {}) =>
    setSwitch(house.as('developer'), { kind: 'comments', channel: 'product', enabled, ...more })

  test('turned off stops its kind and no other; taken back, the default counts again', async () => {
    expect(await set(false)).toEqual({ enabled: false, before: null })
    await say('project_manager')
    await say('project_manager', named('developer'))
    await house.deliver()
    expect((await house.unread('developer')).map(({ kind }) => kind)).toEqual(['mentioned'])
    expect(await set(null)).toEqual({ enabled: true, before: false })
    await say('project_manager')
    await house.deliver()
    expect((await house.unread('developer')).map(({ kind }) => kind)).toContain('comments')
  })

  test('set for one project counts more than the one for everywhere, and only there', async () => {
    await set(false)
    await set(true, { project: 'DURA' })
    await say('project_manager')
    await house.deliver()
    expect(await house.unread('developer')).toHaveLength(1)
    const inDura = await listSwitches(house.as('developer'), { project: 'DURA' })
    const everywhere = await listSwitches(house.as('developer'), {})
    const product = ({ kinds }: typeof inDura) => kinds.find(({ kind }) => kind === 'comments')?.product
    expect([product(inDura), product(everywhere)]).toEqual([true, false])
    expect(everywhere.overrides).toMatchObject([{ kind: 'comments', channel: 'product', enabled: true }])
    await expect(set(true, { project: 'WAIT' })).rejects.toMatchObject({ status: 404 })
  })

  test('is offered for what somebody could get: clients see no team work', async () => {
    const kinds = (await listSwitches(house.as('client'), {})).kinds.map(({ kind }) => kind)
    expect(kinds).toEqual(expect.arrayContaining(['comments', 'my_tickets', 'my_payments']))
    for (const kind of ['assigned', 'verify', 'tickets', 'invitations']) expect(kinds).not.toContain(kind)
  })
})

describe('nobody is told of what they cannot see', () => {
  test('the client hears of shared comments only, also when watching', async () => {
    await setSubscription(house.as('client'), { task: task(), mode: 'WATCH' })
    await say('project_manager', 'Between us')
    await say('project_manager', 'For you', { shared: true })
    await house.deliver()
    expect((await house.unread('client')).map(({ count, reason }) => [count, reason])).toEqual([[1, 'watching']])
  })

  test('what is hidden is neither counted nor marked as read, and is there again with its project', async () => {
    await say('project_manager', named('developer'))
    await house.deliver()
    await deleteProject(house.as('owner'), { project: project() })
    expect(await countUnread(house.as('developer'), {})).toEqual({ unread: 0 })
    expect(await markRead(house.as('developer'), {})).toEqual({ read: 0, ids: [] })
    await restoreProject(house.as('owner'), { project: project() })
    expect(await countUnread(house.as('developer'), {})).toEqual({ unread: 1 })
  })
})

describe('a hand-over', () => {
  test('tells support, admins and the client whose project it is, and nobody else', async () => {
    await setProjectStatus(house.as('project_manager'), {
      project: project(),
      status: 'COMPLETED',
      note: 'The key is under the mat',
    })
    const mails = await house.deliver()
    for (const key of ['support', 'admin', 'owner', 'salesperson', 'client'] as const) {
      expect(await titles(key), key).toEqual(['DURA DuraCloud relaunch was handed over'])
      expect(mailedTo(mails, key), key).toBe(1)
    }
    for (const key of ['project_manager', 'developer', 'member', 'verifier'] as const)
      expect(await titles(key), key).toEqual([])
  })
})

describe('the list', () => {
  test('is narrowed by unread, kind and project, and a notice can be marked as unread again', async () => {
    const { ctx } = house.world.people.developer
    await say('project_manager')
    await say('project_manager', named('developer'))
    await house.deliver()
    const kinds = async (more: object) => (await listNotifications(ctx, more)).items.map(({ kind }) => kind)
    expect(await kinds({ kind: 'mentioned' })).toEqual(['mentioned'])
    expect(await kinds({ project: 'DURA' })).toEqual(['mentioned', 'comments'])
    expect(await kinds({ project: 'WAIT' })).toEqual([])
    const { ids } = await markRead(ctx, {})
    expect(await kinds({ unread: true })).toEqual([])
    await markRead(ctx, { ids: ids.slice(0, 1), read: false })
    expect(await kinds({ unread: true })).toHaveLength(1)
    await expect(markRead(ctx, { read: false })).rejects.toMatchObject({ status: 400 })
  })
})

describe('marking as read', () => {
  test('is heard by the other tabs of the same person, and by nobody else', async () => {
    const { ctx, memberId } = house.world.people.developer
    await say('project_manager')
    await house.deliver()
    await markRead(ctx, {})
    const [told] = await house.sql`select organization_id as "organizationId", project_id as "projectId",
      task_id as "taskId", shared_with_client as shared, payload from outbox
      where type = 'notification.read' order by id desc limit 1`
    expect(channelsOf(told as never)).toEqual([memberChannel(ctx.organization.id, memberId)])
    expect(await countUnread(ctx, {})).toEqual({ unread: 0 })
  })
})

describe('an import that somebody else undoes', () => {
  const importedBy = async (who: RoleKey) => {
    const ctx = house.as(who)
    const upload = await uploadImport(ctx, { project: 'DURA', file: new File(['Title\nA\nB'], 'tasks.csv') })
    await startImport(ctx, { project: 'DURA', import: upload.id, mapping: upload.mapping })
    await runImport(ctx, { project: project(), import: upload.id })
    await house.forget()
    return { project: 'DURA', import: upload.id }
  }
  const told = async (key: RoleKey) =>
    (await house.unread(key)).map(({ title, reason, kind }) => ({ title, reason, kind }))

  test('is told to its starter, who tells themselves nothing', async () => {
    await undoImport(house.as('admin'), await importedBy('project_manager'))
    await house.deliver()
    expect(await told('project_manager')).toEqual([
      { title: 'Person admin undid your import into DURA DuraCloud relaunch', reason: 'requested', kind: 'transfers' },
    ])
    await house.forget()
    await undoImport(house.as('project_manager'), await importedBy('project_manager'))
    await house.deliver()
    expect(await told('project_manager')).toEqual([])
  })

  test('is told to the project’s manager when its starter is gone, and a file that was only put away to nobody', async () => {
    const reference = await importedBy('admin')
    await house.sql`update members set status = 'suspended' where id = ${house.member('admin')}`
    await undoImport(house.as('owner'), reference)
    await house.deliver()
    await house.sql`update members set status = 'active' where id = ${house.member('admin')}`
    expect(await told('project_manager')).toMatchObject([{ reason: 'staff', kind: 'transfers' }])
    await house.forget()
    const waiting = await uploadImport(house.as('project_manager'), {
      project: 'DURA',
      file: new File(['Title\nA'], 'tasks.csv'),
    })
    await undoImport(house.as('admin'), { project: 'DURA', import: waiting.id })
    await house.deliver()
    expect(await told('project_manager')).toEqual([])
  })
})
