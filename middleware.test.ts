import { NextRequest } from 'next/server'
import { encode } from 'next-auth/jwt'
import { expect, test, vi } from 'vitest'

const secret = 'a secret of this test, long enough for everybody'
vi.stubEnv('NEXTAUTH_SECRET', secret)
vi.stubEnv('LOBBY_URL', 'http://localhost')
const { middleware } = await import('./middleware')

/** Where somebody is sent on who has read a room of Acme that is closed to them for longer than a token is fresh. */
async function sentTo(method: 'GET' | 'POST', token: object | null): Promise<string | null> {
  const request = new NextRequest('http://localhost/acme/clients', { method })
  if (token) request.cookies.set('next-auth.session-token', await encode({ token: token as never, secret }))
  return (await middleware(request)).headers.get('location')
}
const stale = { sid: 's', orgs: { acme: 0 }, platform: false, at: Date.now() - 60_000 }

test('a room that the token closes is asked for again with a new token', async () => {
  expect(await sentTo('GET', stale)).toBe('http://localhost/api/auth-refresh?to=%2Facme%2Fclients')
  expect(await sentTo('GET', { ...stale, at: Date.now() })).toBeNull()
})

test('what is clicked on a refused page reaches its action, however long one read', async () => {
  expect(await sentTo('POST', stale)).toBeNull()
})

test('without a session nothing is clicked', async () => {
  expect(await sentTo('POST', null)).toBe('http://localhost/sign-in?to=%2Facme%2Fclients')
})
