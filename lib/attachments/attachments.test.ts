import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '@/db/testing'
import { listBin } from '@/lib/bin/queries'
import { commentOnTask } from '@/lib/comments/commands/create-comment'
import { deleteComment } from '@/lib/comments/commands/edit-comment'
import { listOfTask as commentsOf } from '@/lib/comments/queries'
import { closePool } from '@/lib/core/transaction'
import { type Client, client } from '@/lib/rest/testing'
import { buildWorld, type World } from '@/lib/rest/world'
import { createTask } from '@/lib/tasks/commands/create-task'

let database: TestDatabase
let world: World
let as: (who: keyof World['people']) => Client
beforeAll(async () => {
  database = await testDatabase()
  world = await buildWorld()
  const clients = new Map<string, Client>()
  as = (who) => {
    const known = clients.get(who) ?? client(world.people[who].token)
    clients.set(who, known)
    return known
  }
})
afterAll(async () => {
  await closePool()
  await database.drop()
})

const base = '/organizations/acme'
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
async function upload(who: keyof World['people'], on: string, name: string, content: BlobPart = png, shared?: boolean) {
  const form = new FormData()
  form.set('file', new File([content], name, { type: 'text/html' }))
  if (shared !== undefined) form.set('shared', String(shared))
  const whole = new Response(form)
  const raw = await whole.arrayBuffer()
  const headers = { 'content-type': whole.headers.get('content-type') ?? '' }
  return as(who)('POST', `${base}/${on}/attachments`, undefined, { raw, headers })
}
const names = async (who: keyof World['people'], on: string) =>
  ((await as(who)('GET', `${base}/${on}/attachments`)).body.items as { name: string }[]).map(({ name }) => name)

describe('a file', () => {
  test('is for the team until it is shared by its switch, and again when it is switched back', async () => {
    const { body: file, status, headers } = await upload('developer', 'tasks/DURA-1', 'plan.png')
    expect([status, file.shared, file.contentType, file.on.key]).toEqual([201, false, 'image/png', 'DURA-1'])
    expect(headers.get('location')).toBe(`/api/v1${base}/attachments/${file.id}`)
    const at = `${base}/attachments/${file.id}`
    const seen = async () => ({
      listed: (await names('client', 'tasks/DURA-1')).includes('plan.png'),
      inProject: (await names('client', 'projects/DURA')).includes('plan.png'),
      told: (await as('client')('GET', at)).status,
      loaded: (await as('client')('GET', `${at}/file`)).status,
    })
    const hidden = { listed: false, inProject: false, told: 404, loaded: 404 }
    expect(await seen()).toEqual(hidden)
    expect((await as('developer')('PATCH', at, { shared: true })).body.shared).toBe(true)
    expect(await seen()).toEqual({ listed: true, inProject: true, told: 200, loaded: 200 })
    expect((await as('client')('PATCH', at, { shared: false })).body.missing).toBe('tasks.comments.moderate')
    await as('developer')('PATCH', at, { shared: false })
    expect(await seen()).toEqual(hidden)
  })

  test('of a client is always shared, and they cannot take it back from the team', async () => {
    const { body: file } = await upload('client', 'projects/DURA', 'brief.txt', 'what we want', false)
    expect(file).toMatchObject({ shared: true, contentType: 'text/plain', may: { share: false, delete: true } })
    const refused = await as('client')('PATCH', `${base}/attachments/${file.id}`, { shared: false })
    expect([refused.status, refused.body.missing]).toEqual([403, 'tasks.comments.view_internal'])
  })

  test('keeps its name without its path, and its type is found by its content', async () => {
    const { body: file } = await upload('owner', 'tickets/SUP-1', '../../evil.html', '<script>alert(1)</script>')
    expect(file).toMatchObject({ name: 'evil.html', contentType: 'text/plain' })
    const { headers } = await as('owner')('GET', `${base}/attachments/${file.id}/file?inline=1`)
    expect(headers.get('content-disposition')).toMatch(/^attachment/)
    expect(headers.get('content-security-policy')).toContain('sandbox')
    const image = (await upload('owner', 'tickets/SUP-1', 'photo.png')).body
    const shown = await as('owner')('GET', `${base}/attachments/${image.id}/file?inline=1`)
    expect(shown.headers.get('content-disposition')).toMatch(/^inline/)
  })

  test('above 25 MB, an empty one and none at all are refused', async () => {
    expect((await upload('owner', 'tasks/DURA-1', 'big.bin', new Uint8Array(25 * 1024 * 1024 + 1))).status).toBe(413)
    expect((await upload('owner', 'tasks/DURA-1', 'none.txt', '')).body.errors[0].path).toBe('file')
    const headers = { 'content-type': 'multipart/form-data; boundary=x' }
    const none = await as('owner')('POST', `${base}/tasks/DURA-1/attachments`, undefined, { raw: '--x--\r\n', headers })
    expect(none.status).toBe(400)
    expect((await as('owner')('POST', `${base}/tasks/DURA-1/attachments`, { file: 'x' })).status).toBe(415)
  })

  test('that was deleted is in the bin of who may restore it, and comes back as it was', async () => {
    const { body: file } = await upload('developer', 'tasks/DURA-1', 'old plan.png', png, true)
    const at = `${base}/attachments/${file.id}`
    expect((await as('support')('DELETE', at)).body.missing).toBe('tasks.comments.moderate')
    expect((await as('developer')('DELETE', at)).status).toBe(204)
    expect((await as('developer')('GET', `${at}/file`)).status).toBe(404)
    const inBin = async (who: keyof World['people']) =>
      (await listBin(world.people[who].ctx, {})).items.some(({ label }) => label === 'old plan.png')
    expect([await inBin('developer'), await inBin('owner'), await inBin('support'), await inBin('client')]).toEqual([
      true,
      true,
      false,
      false,
    ])
    expect((await as('developer')('POST', `${at}/restore`)).body).toMatchObject({ name: 'old plan.png', shared: true })
    expect(await inBin('developer')).toBe(false)
    expect((await as('developer')('POST', `${at}/restore`)).status).toBe(404)
  })

  test('lies on nothing that its reader cannot see', async () => {
    const task = await createTask(world.people.owner.ctx, { project: 'WAIT', title: 'Elsewhere' })
    const { body: file } = await upload('owner', `tasks/${task.id}`, 'other.png', png, true)
    for (const who of ['client', 'developer'] as const)
      expect((await as(who)('GET', `${base}/attachments/${file.id}/file`)).status, who).toBe(404)
    expect((await upload('client', `tasks/${task.id}`, 'x.png')).status).toBe(404)
    expect((await upload('verifier', 'projects/DURA', 'x.png')).body.missing).toBe('tasks.comments.create')
  })
})

describe('files of a comment', () => {
  test('go with it: who reads the one has the other, and the switch is the comment’s', async () => {
    const { body: file } = await upload('developer', 'tasks/DURA-1', 'screen.png')
    const { ctx } = world.people.developer
    const said = await commentOnTask(ctx, { task: 'DURA-1', body: 'Look', shared: true, attachments: [file.id] })
    const read = (await commentsOf(world.people.client.ctx, { task: 'DURA-1' })).items.find(({ id }) => id === said.id)
    expect(read?.attachments).toMatchObject([{ id: file.id, name: 'screen.png', contentType: 'image/png' }])
    expect((await as('client')('GET', `${base}/attachments/${file.id}/file`)).status).toBe(200)
    const refused = await as('developer')('PATCH', `${base}/attachments/${file.id}`, { shared: false })
    expect(refused.body.code).toBe('GOES_WITH_COMMENT')
    await deleteComment(ctx, { comment: said.id })
    expect((await as('owner')('GET', `${base}/attachments/${file.id}/file`)).status).toBe(404)
  })

  test('stay with the team when the comment does', async () => {
    const { body: file } = await upload('developer', 'tasks/DURA-1', 'inside.png', png, true)
    await commentOnTask(world.people.developer.ctx, { task: 'DURA-1', body: 'Hm', attachments: [file.id] })
    expect((await as('client')('GET', `${base}/attachments/${file.id}/file`)).status).toBe(404)
    expect(await names('client', 'tasks/DURA-1')).not.toContain('inside.png')
  })

  test('are one’s own, from the same place, and used once', async () => {
    const mine = (await upload('developer', 'tasks/DURA-1', 'a.png')).body.id
    const elsewhere = (await upload('developer', 'projects/DURA', 'b.png')).body.id
    const theirs = (await upload('owner', 'tasks/DURA-1', 'c.png')).body.id
    const say = (attachment: string) =>
      commentOnTask(world.people.developer.ctx, { task: 'DURA-1', body: 'So', attachments: [attachment] })
    for (const wrong of [elsewhere, theirs]) await expect(say(wrong)).rejects.toMatchObject({ status: 400 })
    await say(mine)
    await expect(say(mine)).rejects.toMatchObject({ status: 400 })
  })
})
