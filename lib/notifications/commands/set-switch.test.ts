import { expect, test } from 'vitest'
import { worldOfTest } from '@/lib/core/testing'
import { setSwitch } from './set-switch'
import { unsubscribe } from './unsubscribe'

const here = worldOfTest()

test('the trail says that somebody chose which notices reach them, not what they chose', async () => {
  const { ctx, memberId } = here.world.people.developer
  const told = async () => {
    const rows = await here.sql`select subject_id, before, after, project_id from audit_log
      where event = 'member.notices_chosen'`
    return rows.map((row) => ({ ...row }))
  }
  const once = { subject_id: memberId, before: null, after: null, project_id: null }
  const choice = { kind: 'comments', channel: 'mail', enabled: true, project: here.world.projects.active.key } as const
  expect(await setSwitch(ctx, choice)).toEqual({ enabled: true, before: null })
  expect(await told()).toEqual([once])
  expect(await setSwitch(ctx, choice)).toEqual({ enabled: true, before: true })
  expect(await told()).toEqual([once])

  const system = { ...ctx, actor: { kind: 'system', memberId: null, name: 'Lobby' } } as typeof ctx
  await unsubscribe(system, { memberId, kind: 'comments' })
  await unsubscribe(system, { memberId, kind: 'comments' })
  expect(await told()).toEqual([once, once])
  expect((await here.sql`select project_id, enabled from notice_switches`).map((row) => ({ ...row }))).toEqual([
    { project_id: null, enabled: false },
  ])
  expect(await here.sql`select 1 from outbox where type = 'member.notices_chosen'`).toEqual([])
})
