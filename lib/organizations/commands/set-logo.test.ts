import { expect, test } from 'vitest'
import { worldOfTest } from '@/lib/core/testing'
import { askMember } from '@/lib/core/transaction'
import { handle } from '@/lib/rest/handle'
import { basePath } from '@/lib/rest/router'
import { buildWorld, type World } from '@/lib/rest/world'
import { removeLogo, setLogo } from './set-logo'

const here = worldOfTest()
const owner = () => here.world.people.owner.ctx
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const picture = (content: Uint8Array = png, name = 'logo.png') => new File([new Uint8Array(content)], name)
const fetchLogo = (token: string, slug: string) =>
  handle(
    new Request(`http://localhost:3000${basePath}/organizations/${slug}/logo`, {
      headers: { authorization: `Bearer ${token}`, 'x-forwarded-for': '10.9.9.9' },
    }),
  )
const tokenOf = (world: World, who: keyof World['people']) => world.people[who].token

test('a logo is shown to every member and contact, as a picture and nothing else', async () => {
  const { slug } = here.world
  expect((await fetchLogo(tokenOf(here.world, 'developer'), slug)).status).toBe(404)
  await setLogo(owner(), { file: picture() })
  for (const who of ['developer', 'client'] as const) {
    const answer = await fetchLogo(tokenOf(here.world, who), slug)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toBe('image/png')
    expect(answer.headers.get('content-disposition')).toMatch(/^inline/)
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(png)
  }
  const access = await askMember(owner().organization.id, here.world.people.client.memberId)
  expect(access?.organization.logo).toEqual(expect.any(String))
})

test('another organization finds none there', async () => {
  const neighbour = await buildWorld('neighbour')
  expect((await fetchLogo(tokenOf(neighbour, 'owner'), here.world.slug)).status).toBe(404)
  expect((await fetchLogo(tokenOf(neighbour, 'owner'), 'neighbour')).status).toBe(404)
})

test('only a picture without scripts is one, by its content, up to 512 KB, and only for who edits the settings', async () => {
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
  const atFile = { status: 400, problem: { errors: [{ path: 'file' }] } }
  for (const content of [svg, Buffer.from('<html>'), Buffer.alloc(0)])
    await expect(setLogo(owner(), { file: picture(content) })).rejects.toMatchObject(atFile)
  const large = Buffer.concat([png, Buffer.alloc(512 * 1024)])
  await expect(setLogo(owner(), { file: picture(large) })).rejects.toMatchObject({ status: 413 })
  const { ctx } = here.world.people.developer
  await expect(setLogo(ctx, { file: picture() })).rejects.toMatchObject({ status: 403 })
  await expect(removeLogo(ctx, {})).rejects.toMatchObject({ status: 403 })
})

test('it can be replaced and removed, and the trail says so', async () => {
  await setLogo(owner(), { file: picture(png, 'new.png') })
  await removeLogo(owner(), {})
  await removeLogo(owner(), {})
  expect((await fetchLogo(tokenOf(here.world, 'owner'), here.world.slug)).status).toBe(404)
  const rows = await here.sql`select before, after from audit_log where event = 'organization.logo_changed'
    and organization_id = ${owner().organization.id} order by id`
  expect(rows).toEqual([
    { before: { logo: null }, after: { logo: 'logo.png' } },
    { before: { logo: 'logo.png' }, after: { logo: 'new.png' } },
    { before: { logo: 'new.png' }, after: { logo: null } },
  ])
})
