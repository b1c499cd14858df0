import AxeBuilder from '@axe-core/playwright'
import { type BrowserContext, expect, test } from '@playwright/test'
import { catalogue } from '../lib/core/permissions'
import { readRefusal } from '../lib/core/result'
import { addresses, pagesOf } from './acme-pages'
import { ready, session } from './people'

test.describe.configure({ retries: 0 })

/** A page that is refused names what is missing, and it is what the API names for the same. */

type Asked = [method: 'GET' | 'POST' | 'PATCH', path: string, data?: unknown]
const payment = { amount: { amount: 100, currency: 'EUR' }, method: 'CASH', reference: 'R-1', paidOn: '2026-01-01' }
const trail: Asked = ['GET', 'audit']

/** What the API is asked in place of each page that can be refused; a page that is not here never is. */
const asked: Record<string, Asked> = {
  '/[org]/as-of': ['GET', 'history/members?as_of=2026-01-01T00:00:00Z'],
  '/[org]/audit': trail,
  '/[org]/clients': ['GET', 'clients'],
  '/[org]/clients/new': ['POST', 'clients', {}],
  '/[org]/clients/[client]/edit': ['PATCH', 'clients/[client]', { version: 1 }],
  '/[org]/isolation': ['GET', 'proofs'],
  '/[org]/leads': ['GET', 'leads'],
  '/[org]/leads/new': ['POST', 'leads', {}],
  '/[org]/leads/[lead]/edit': ['PATCH', 'leads/[lead]', { version: 1 }],
  '/[org]/members': ['GET', 'members'],
  '/[org]/my-work': ['GET', 'tasks?assignee=me'],
  '/[org]/payments': ['GET', 'payments'],
  '/[org]/projects': ['GET', 'projects'],
  '/[org]/projects/new': ['POST', 'projects', {}],
  '/[org]/projects/[project]/history': trail,
  '/[org]/projects/[project]/imports': ['GET', 'projects/[project]/imports'],
  '/[org]/projects/[project]/imports/new': ['GET', 'projects/[project]/imports'],
  '/[org]/projects/[project]/payments': ['GET', 'projects/[project]/payments'],
  '/[org]/projects/[project]/payments/new': ['POST', 'projects/[project]/payments', payment],
  '/[org]/projects/[project]/settings': ['PATCH', 'projects/[project]', { version: 1 }],
  '/[org]/projects/[project]/tasks': ['GET', 'projects/[project]/tasks'],
  '/[org]/projects/[project]/tickets': ['GET', 'tickets?project=[project]'],
  '/[org]/roles': ['GET', 'roles'],
  '/[org]/settings': ['GET', 'settings'],
  '/[org]/teams': ['GET', 'teams'],
  '/[org]/tickets': ['GET', 'tickets'],
  '/[org]/tickets/new': ['POST', 'projects/[project]/tickets', { title: 'Help' }],
}
/** Every role of the demo that sees a lead may change it, and every role sees projects. */
const refusedToNobodyHere = ['/[org]/leads/[lead]/edit', '/[org]/projects']

const api = '/api/v1/organizations/acme'

/** What the browser is told of a page: its status, and the refusal in the error that stands for it. */
async function visit(who: BrowserContext, path: string, id: string) {
  const answer = await who.request.get(path, { headers: { 'x-request-id': id } })
  const digest = /"digest\\?":\\?"(NEXT_HTTP_ERROR_FALLBACK;[^"\\]*)/.exec(await answer.text())?.[1]
  return { status: answer.status(), digest, refusal: readRefusal({ digest }) }
}

test('every page that is refused names the permission that the API names, and what is not there names none', async ({
  browser,
}) => {
  const owner = await session(browser, 'owner@acme.test')
  const fill = await addresses(async (list) => (await owner.request.get(`${api}/${list}`)).json())
  const pages = pagesOf(fill)
  const refused = new Set<string>()
  const named = new Map<string, string | undefined>()
  const run = `refused-${Date.now()}`
  for (const email of ['verifier@acme.test', 'developer@acme.test', 'client@acme.test']) {
    const who = await session(browser, email)
    for (const { page, path: address } of pages) {
      const id = `${run}-${named.size}`
      const said = await visit(who, address, id)
      named.set(id, said.refusal?.missing)
      if (said.status === 404) expect(said.digest, `${email} ${page}`).toBe('NEXT_HTTP_ERROR_FALLBACK;404')
      if (said.status !== 403) continue
      refused.add(page)
      const [method, path, data] = asked[page] ?? ['GET', 'nothing-known']
      const answer = await who.request.fetch(`${api}/${fill(path)}`, {
        method,
        data,
        headers: { origin: new URL((await who.request.get('/sign-in')).url()).origin },
      })
      const { missing } = (await answer.json()) as { missing?: string }
      expect(said.refusal?.missing, `${email} ${page}`).toBe(missing)
      expect(Object.keys(catalogue), `${email} ${page}`).toContain(missing)
    }
    await who.close()
  }
  expect([...refused, ...refusedToNobodyHere].sort()).toEqual(Object.keys(asked).sort())

  // In the trail a page is one entry at most, with what it named; what anybody tried minutes ago is only counted there.
  const { items } = (await (await owner.request.get(`${api}/audit?kind=refusal&limit=100`)).json()) as {
    items: { requestId: string; after: { permission: string } }[]
  }
  const written = items.filter(({ requestId }) => named.has(requestId))
  expect(new Set(written.map(({ requestId }) => requestId)).size).toBe(written.length)
  for (const { requestId, after } of written) expect(after.permission, requestId).toBe(named.get(requestId))
})

test('who is refused a page of a project reads the least that would do for it, on a phone too', async ({ browser }) => {
  const developer = await session(browser, 'developer@acme.test')
  const page = await developer.newPage()
  await page.setViewportSize({ width: 360, height: 740 })
  expect((await page.goto('/acme/projects/SHOP/settings'))?.status()).toBe(403)
  await ready(page)
  const main = page.getByRole('main')
  await expect(main.getByText('projects.projects.edit', { exact: true })).toBeVisible()
  await expect(main.getByText(/The least that would do: a role that lets you change projects/)).toBeVisible()
  await expect(main.getByRole('button', { name: /^Ask / }).first()).toBeVisible()
  expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([])

  // The next page is itself again, and so is the refused one when one comes back to it.
  await main.getByRole('link', { name: 'Go back' }).click()
  await expect(main.getByText('projects.projects.edit', { exact: true })).toBeHidden()
  await page.goBack()
  await expect(main.getByText('projects.projects.edit', { exact: true })).toBeVisible()
})

test('a refusal whose words cannot be fetched still says what it says itself', async ({ browser }) => {
  const developer = await session(browser, 'developer@acme.test')
  const path = '/acme/projects/SHOP/settings'
  const named = await (await developer.request.get(path)).text()
  const page = await developer.newPage()
  let cut = 0
  await page.route(/_next\/static\/chunks\//, (route) => {
    if (named.includes(new URL(route.request().url()).pathname)) return route.continue()
    cut += 1
    return route.abort()
  })
  await page.goto(path)
  const main = page.getByRole('main')
  await expect(main.getByRole('heading', { name: 'You have no access to this' })).toBeVisible()
  await expect(main.getByText('projects.projects.edit', { exact: true })).toBeVisible()
  await expect.poll(() => cut).toBeGreaterThan(0)
  await expect(main.getByText('An admin of the organization')).toBeVisible()

  // The next refusal tries again, and the line is there.
  await page.unrouteAll()
  await main.getByRole('link', { name: 'Go back' }).click()
  await expect(page.getByRole('heading', { name: 'You have no access to this' })).toBeHidden()
  await page.goBack()
  await expect(main.getByText(/The least that would do/)).toBeVisible()
  await developer.close()
})
