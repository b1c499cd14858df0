import { beforeEach, expect, test } from 'vitest'
import { noticeWorld } from '@/lib/notifications/testing'
import { explain } from '../queries'
import { askForAccess } from './ask-for-access'

const house = noticeWorld()
beforeEach(() => house.forget())

const about = () => ({ type: 'task' as const, id: house.world.tasks.assigned.id })

test('somebody who can give it is told who asks for what, and is led to their roles', async () => {
  const developer = house.as('developer')
  const said = await explain(developer, { ...about(), permission: 'tasks.tasks.assign' })
  expect(said.allowed).toBe(false)
  const admin = said.grantors?.find(({ id }) => id === house.member('admin'))
  expect(admin?.by).toBe('roles')
  await askForAccess(developer, { ...about(), permission: 'tasks.tasks.assign', of: house.member('admin') })
  const mails = await house.deliver()
  expect(mails).toMatchObject([{ memberId: house.member('admin'), kind: 'asked' }])
  expect(await house.unread('admin')).toMatchObject([
    {
      title: 'Person developer asks to be allowed to assign tasks (DURA-1 Assigned to the developer)',
      href: `/acme/members?give=${house.member('developer')}`,
      reason: 'grants',
      kind: 'asked',
    },
  ])
  expect(await house.unread('owner')).toEqual([])
})

test('the same is asked of the same person once a day, also by two clicks at a time', async () => {
  const developer = house.as('developer')
  const ask = (of: string) => askForAccess(developer, { permission: 'organization.audit.view', of })
  const twice = await Promise.allSettled([ask(house.member('admin')), ask(house.member('admin'))])
  expect(twice.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  await expect(ask(house.member('admin'))).rejects.toMatchObject({ status: 409, problem: { code: 'ASKED' } })
  await ask(house.member('owner'))
  expect(await house.deliver()).toHaveLength(2)
})

test('nobody asks for what they have, or somebody who cannot give it', async () => {
  const developer = house.as('developer')
  const held = { ...about(), permission: 'tasks.tasks.view' as const, of: house.member('admin') }
  await expect(askForAccess(developer, held)).rejects.toMatchObject({ problem: { code: 'HELD' } })
  const wrong = { ...about(), permission: 'tasks.tasks.assign' as const, of: house.member('support') }
  await expect(askForAccess(developer, wrong)).rejects.toMatchObject({ status: 400 })
  const client = house.as('client')
  const outside = { permission: 'organization.audit.view' as const, of: house.member('admin') }
  await expect(askForAccess(client, outside)).rejects.toMatchObject({ status: 403 })
})

test('a record that one does not see can neither be asked for nor explained', async () => {
  const nothing = { type: 'task' as const, id: '01991111-2222-7333-8444-555566667777' }
  for (const who of ['owner', 'client'] as const)
    await expect(explain(house.as(who), nothing)).rejects.toMatchObject({ status: 404 })
  const ask = { ...nothing, permission: 'tasks.tasks.assign' as const, of: house.member('admin') }
  await expect(askForAccess(house.as('developer'), ask)).rejects.toMatchObject({ status: 404 })
})
