import { expect, test } from 'vitest'
import { worldOfTest } from '@/lib/core/testing'
import { askMember } from '@/lib/core/transaction'
import { handle } from '@/lib/rest/handle'
import { basePath } from '@/lib/rest/router'
import { client } from '@/lib/rest/testing'
import { buildWorld, founded, type World } from '@/lib/rest/world'
import { logoAddress, platformLogoAddress } from '../policy'
import { removeLogo, setLogo } from './set-logo'

const here = worldOfTest()
const owner = () => here.world.people.owner.ctx
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const picture = (content: Uint8Array = png, name = 'logo.png') => new File([new Uint8Array(content)], name)
const fetched = (token: string, address: string) =>
  handle(
    new Request(`http://localhost:3000${address}`, {
      headers: { authorization: `Bearer ${token}`, 'x-forwarded-for': '10.9.9.9' },
    }),
  )
const fetchLogo = (token: string, slug: string) => fetched(token, `${basePath}/organizations/${slug}/logo`)
const logoOf = async (slug: string) => {
  const [row] = await here.sql`select id, logo_file_id as logo from organizations where slug = ${slug}`
  return row as unknown as { id: string; logo: string | null }
}
const tokenOf = (world: World, who: keyof World['people']) => world.people[who].token

/** Sets what other commands would, past the rules of the database. */
const changed = (to: ReturnType<typeof here.sql>) =>
  here.sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`
    await tx`update organizations set ${to} where slug = ${here.world.slug}`
  })

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

test('whoever belongs to an organization is told its logo wherever they are, unless they are asked for a second factor first', async () => {
  const { slug, people } = here.world
  const places = async () =>
    (await client(people.developer.token)('GET', '/me')).body.organizations as { slug: string; logo: string | null }[]
  const { logo } = await logoOf(slug)
  expect(logo).toEqual(expect.any(String))
  expect(await places()).toEqual([expect.objectContaining({ slug, logo })])
  const address = logoAddress(slug, logo)
  expect((await fetched(people.developer.token, address ?? '')).status).toBe(200)
  expect(logoAddress(slug, null)).toBeUndefined()

  await changed(here.sql`second_factor_required = true`)
  expect(await places()).toEqual([expect.objectContaining({ slug, logo: null })])
  expect((await fetched(people.developer.token, address ?? '')).status).toBe(403)
  await changed(here.sql`second_factor_required = false`)
})

test('platform admins see the logo of every organization beside its name, closed ones too; nobody else finds it there', async () => {
  const { id, logo } = await logoOf(here.world.slug)
  const runner = await founded('runner')
  await here.sql`update users set platform_admin = true where email = ${runner.email}`
  const call = client(runner.token)
  const named = async (q: string) => (await call('GET', `/platform/organizations?q=${q}`)).body.items
  expect(await named(here.world.slug)).toEqual([expect.objectContaining({ id, logo })])
  expect(await named('runner')).toEqual([expect.objectContaining({ logo: null })])

  const address = platformLogoAddress(id, logo) ?? ''
  const shown = await fetched(runner.token, address)
  expect([shown.status, shown.headers.get('content-type')]).toEqual([200, 'image/png'])
  expect(Buffer.from(await shown.arrayBuffer())).toEqual(png)
  const [{ id: own }] = await named('runner')
  for (const other of [own, '01991111-2222-7333-8444-555566667777'])
    expect((await call('GET', `/platform/logo?organization=${other}`)).status).toBe(404)
  expect((await call('GET', '/platform/logo?organization=acme')).status).toBe(400)

  const { owner: member } = here.world.people
  expect((await fetched(member.token, address)).status).toBe(404)
  expect((await client()('GET', address.replace(basePath, ''))).status).toBe(401)
  // What is inside stays shut: a logo is not a way in.
  expect((await fetchLogo(runner.token, here.world.slug)).status).toBe(404)

  await changed(here.sql`suspended_at = now(), suspended_reason = 'Why'`)
  expect((await fetched(runner.token, address)).status).toBe(200)
  await changed(here.sql`suspended_at = null, suspended_reason = null`)
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
