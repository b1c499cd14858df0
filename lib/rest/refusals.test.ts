import { NextRequest } from 'next/server'
import { encode } from 'next-auth/jwt'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { POST as authorizeChannels } from '@/app/api/realtime/auth/route'
import { signIn } from '@/lib/accounts/commands/sign-in'
import { readRefusal } from '@/lib/core/result'
import { show, showNamed, tenant } from '@/lib/core/tenant'
import { worldOfTest } from '@/lib/core/testing'
import { listMembers } from '@/lib/members/queries'
import { projectChannel, sharedChannel, taskChannel } from '@/lib/notifications/channels'
import { listPayments } from '@/lib/payments/queries'
import { getProject } from '@/lib/projects/queries'
import { createTask } from '@/lib/tasks/actions'
import { asked, cookieName, host } from './browser'
import { client } from './testing'
import { worldPassword } from './world'

vi.mock('next/headers', async () => (await import('./browser')).nextHeaders)

const here = worldOfTest()
const nobody = '01991111-2222-7333-8444-555566667777'
const org = () => here.world.people.owner.ctx.organization.id
beforeAll(async () => {
  Object.assign(process.env, {
    PUSHER_APP_ID: 'app',
    PUSHER_KEY: 'key',
    PUSHER_SECRET: 'secret',
    NEXTAUTH_URL: `http://${host}`,
  })
  const { email } = here.world.people.client
  const { sessionId } = await signIn(
    { id: 'test', address: '198.51.100.9', userAgent: 'test' },
    { email, password: worldPassword },
    'browser',
  )
  asked.cookie = await encode({ token: { sid: sessionId }, secret: process.env.NEXTAUTH_SECRET ?? '' })
})

const call: ReturnType<typeof client> = (method, path, body) =>
  client()(method, `/organizations/acme/${path}`, body, {
    headers: { cookie: `${cookieName}=${asked.cookie}`, origin: `http://${host}` },
  })

/** What the browser is told of an error that a page ended with. */
const shown = (reading: Promise<unknown>) =>
  reading.then(
    () => 'shown',
    (error: { digest?: string }) => readRefusal(error) ?? error.digest,
  )

/** What a socket is told that asks for a channel. */
async function subscribed(channel: string) {
  const answer = await authorizeChannels(
    new NextRequest(`http://${host}/api/realtime/auth`, {
      method: 'POST',
      headers: { host, origin: `http://${host}`, cookie: `${cookieName}=${asked.cookie}` },
      body: new URLSearchParams({ socket_id: '1.1', channel_name: channel }),
    }),
  )
  return [answer.status, await answer.text()]
}

describe('a refusal names what is missing', () => {
  test('as a page and in the API, the same', async () => {
    const ctx = await tenant('acme')
    const missing = 'organization.members.view'
    expect((await call('GET', 'members')).body).toMatchObject({ code: 'FORBIDDEN', missing })
    expect(await shown(show(listMembers(ctx, {})))).toEqual({ missing })
  })

  test('as a page about a record with the record, so that the least that would do can be told for it', async () => {
    const { world } = here
    const about = { type: 'project', id: world.projects.active.id }
    const developer = world.people.developer.ctx
    expect(await shown(show(listPayments(developer, { project: about.id }), about))).toEqual({
      missing: 'projects.budget.view',
      about,
    })
  })

  test('as an action and in the API, the same', async () => {
    const task = { title: 'Of the client’s own' }
    const missing = 'tasks.tasks.create'
    expect(await createTask('acme', { project: 'DURA', ...task })).toMatchObject({
      ok: false,
      error: { code: 'FORBIDDEN', missing, message: expect.stringContaining(missing) },
    })
    expect(await call('POST', 'projects/DURA/tasks', task)).toMatchObject({ status: 403, body: { missing } })
  })

  test('on a live channel of something that one sees', async () => {
    const { projects, tasks } = here.world
    const [status, text] = await subscribed(projectChannel(org(), projects.active.id))
    expect(status).toBe(403)
    expect(JSON.parse(String(text))).toMatchObject({ code: 'FORBIDDEN', missing: 'tasks.comments.view_internal' })
    expect(JSON.parse(String((await subscribed(taskChannel(org(), tasks.assigned.id)))[1]))).toMatchObject({
      missing: 'organization.members.view',
    })
    expect((await subscribed(sharedChannel(org(), projects.active.id)))[0]).toBe(200)
  })
})

describe('what cannot be seen says nothing', () => {
  test('as a page, an action or in the API: it is not there', async () => {
    const { waiting } = here.world.projects
    const ctx = await tenant('acme')
    const page = await shown(showNamed(getProject(ctx, { project: waiting.id })))
    expect(page).toBe('NEXT_HTTP_ERROR_FALLBACK;404')
    expect(await shown(showNamed(getProject(ctx, { project: nobody })))).toBe(page)
    expect(await createTask('acme', { project: 'WAIT', title: 'Hidden' })).toEqual(
      await createTask('acme', { project: 'NONE', title: 'Hidden' }),
    )
    const hidden = await call('POST', 'projects/WAIT/tasks', { title: 'Hidden' })
    expect(hidden).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } })
    expect(hidden.body).not.toHaveProperty('missing')
  })

  test('as a live channel: like one with nothing behind it', async () => {
    const { waiting } = here.world.projects
    const blocked = here.world.tasks.blocked.id
    for (const name of [waiting.id, nobody].flatMap((id) => [projectChannel(org(), id), sharedChannel(org(), id)]))
      expect(await subscribed(name), name).toEqual([403, ''])
    for (const id of [blocked, nobody]) expect(await subscribed(taskChannel(org(), id)), id).toEqual([403, ''])
  })
})
