import { expect, test } from 'vitest'
import { worldOfTest } from '@/lib/core/testing'
import { client } from '@/lib/rest/testing'
import { founded } from '@/lib/rest/world'

const here = worldOfTest()

test('a program of a platform admin does by REST what the rooms of the platform do, and nobody else’s does', async () => {
  const admin = await founded('runners')
  await here.sql`update users set platform_admin = true where email = ${admin.email}`
  const [call, stranger] = [client(admin.token), client(here.world.people.admin.token)]
  const made = await call('POST', '/platform/organizations', {
    name: 'Fresh',
    slug: 'fresh',
    contactEmail: 'hi@fresh.test',
    ownerName: 'Fay Fresh',
    ownerEmail: 'fay@fresh.test',
    way: 'password',
  })
  expect(made).toMatchObject({
    status: 201,
    body: { slug: 'fresh', known: false, password: expect.stringMatching(/^\w{5}-/) },
  })
  const { body: list } = await call('GET', '/platform/organizations?q=fresh')
  expect(list.items).toEqual([expect.objectContaining({ id: made.body.id, status: 'active', members: 1 })])
  const { body: people } = await call('GET', '/platform/users?q=fay@fresh.test')
  const reason = 'It was asked for'
  const [organization, user] = [made.body.id, people.items[0].id]
  for (const path of ['suspensions', 'reinstatements', 'archivals', 'restorations']) {
    expect((await stranger('POST', `/platform/${path}`, { organization, reason })).status, path).toBe(403)
    expect((await call('POST', `/platform/${path}`, { organization, reason })).status, path).toBe(204)
  }
  for (const path of ['disablings', 'enablings', 'sign-outs']) {
    expect((await stranger('POST', `/platform/${path}`, { user, reason })).status, path).toBe(403)
    expect((await call('POST', `/platform/${path}`, { user, reason })).status, path).toBe(204)
  }
  for (const path of ['organizations', 'users', 'log']) {
    expect((await stranger('GET', `/platform/${path}`)).status, path).toBe(404)
    expect((await client()('GET', `/platform/${path}`)).status, path).toBe(401)
  }
  const { body: log } = await call('GET', `/platform/log?subject=${organization}`)
  expect(log.items.map(({ event }: { event: string }) => event)).toEqual([
    'organization.restored',
    'organization.archived',
    'organization.reinstated',
    'organization.suspended',
    'organization.created',
  ])
})
