import AxeBuilder from '@axe-core/playwright'
import { type BrowserContext, expect, type Page, test } from '@playwright/test'
import { session } from './people'

const desk = { width: 1280, height: 720 }
const phone = { width: 360, height: 740 }

/** Who opens what; the axe rules, the console and the status are asked of each. */
const visits: [email: string | null, paths: string[]][] = [
  [null, ['/', '/sign-in', '/register', '/forgot-password']],
  [
    'owner@acme.test',
    [
      '/acme',
      '/acme/members',
      '/acme/members?status=active',
      '/acme/roles',
      '/acme/roles/:role',
      '/acme/settings',
      '/acme/teams',
      '/acme/clients',
      '/acme/clients/new',
      '/acme/bin',
      '/acme/exports',
      '/acme/leads',
      '/acme/leads?show=due',
      '/acme/leads/new',
      '/acme/projects',
      '/acme/projects/new',
      '/acme/payments',
      '/acme/audit',
      '/acme/as-of',
      '/acme/as-of?of=project&id=SHOP&at=:now',
      '/acme/isolation',
      '/acme/notifications',
      '/acme/notifications/settings',
      '/acme/projects/SHOP',
      '/acme/projects/SHOP/payments',
      '/acme/projects/SHOP/payments/new',
      '/acme/projects/SHOP/settings',
      '/acme/projects/SHOP/imports',
      '/acme/projects/SHOP/imports/new',
      '/acme/projects/SHOP/history',
    ],
  ],
  [
    'developer@acme.test',
    [
      '/acme',
      '/acme/my-work',
      '/acme/roles/:role',
      '/acme/projects/SHOP/board',
      '/acme/projects/SHOP/tasks',
      '/acme/projects/SHOP/timeline',
      '/acme/projects/SHOP/conversation',
      '/acme/projects/SHOP/files',
      '/acme/tasks/SHOP-1',
    ],
  ],
  [
    'support@acme.test',
    [
      '/acme',
      '/acme/tickets',
      '/acme/tickets?status=ALL&priority=HIGH',
      '/acme/tickets/new',
      '/acme/tickets/SUP-1',
      '/acme/projects/SHOP/tickets',
    ],
  ],
  [
    'client@acme.test',
    [
      '/acme',
      '/acme/projects',
      '/acme/projects/SHOP',
      '/acme/projects/SHOP/conversation',
      '/acme/projects/SHOP/files',
      '/acme/projects/SHOP/tasks',
      '/acme/tasks/SHOP-1',
      '/acme/tickets',
      '/acme/tickets/new',
      '/acme/tickets/SUP-1',
      '/acme/notifications',
      '/acme/notifications/settings',
    ],
  ],
  [
    'superadmin@lobby.test',
    [
      '/platform',
      '/platform?by=week',
      '/platform/organizations',
      '/platform/organizations/new',
      '/platform/organizations/:organization',
      '/platform/users',
      '/platform/users/:user',
      '/platform/admins',
      '/platform/log',
      '/platform/jobs',
      '/platform/mailbox',
      '/choose-organization',
      '/account',
      '/account/security',
      '/account/sessions',
    ],
  ],
]

/** The id of the first record that a list leads to. */
async function linkedFrom(context: BrowserContext, list: string): Promise<string> {
  const html = await (await context.request.get(list)).text()
  return new RegExp(`${list}/([0-9a-f-]{36})`).exec(html)?.[1] ?? 'none'
}

/** The address with the id of a record that has no key. */
async function addressOf(context: BrowserContext, path: string): Promise<string> {
  // Whoever opens a past moment opens this one: it has passed when it is read.
  if (path.includes(':now')) return path.replace(':now', new Date().toISOString().slice(0, 16))
  if (path.includes(':organization'))
    return path.replace(':organization', await linkedFrom(context, '/platform/organizations'))
  if (path.includes(':user')) return path.replace(':user', await linkedFrom(context, '/platform/users'))
  if (!path.includes(':role')) return path
  const { items } = (await (await context.request.get('/api/v1/organizations/acme/roles')).json()) as {
    items: { id: string; key: string }[]
  }
  return path.replace(':role', items.find(({ key }) => key === 'developer')?.id ?? 'none')
}

/** What axe finds on the page that is open; `rule` asks for one thing only. */
async function faultsOf(path: string, page: Page, rule?: string): Promise<string[]> {
  // The newer way opens an empty page for each answer, only to put the answers of frames together.
  const axe = new AxeBuilder({ page }).setLegacyMode(page.frames().length === 1)
  const { violations } = await (rule ? axe.withRules(rule) : axe).analyze()
  return violations.map((found) => `${path}: ${found.id} ${found.nodes[0]?.html}`)
}

/** By how much the open page is wider than its window, once the window is as wide as that. */
const wider = (page: Page, { width }: typeof desk) =>
  page.evaluate((width) => {
    const { scrollWidth, clientWidth } = document.documentElement
    return window.innerWidth === width ? scrollWidth - clientWidth : Number.POSITIVE_INFINITY
  }, width)

for (const [email, paths] of visits)
  test(`${email ?? 'a visitor'} finds every page usable for everybody, light, dark and on a phone`, async ({
    browser,
  }) => {
    test.setTimeout(480_000)
    const context = email ? await session(browser, email) : await browser.newContext()
    const page = await context.newPage()
    const complaints: string[] = []
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
    page.on('pageerror', (error) => complaints.push(String(error)))
    for (const path of paths) {
      await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
      const response = await page.goto(await addressOf(context, path))
      expect(response?.status(), path).toBe(200)
      await expect(page.getByRole('main')).toBeVisible()
      expect(await faultsOf(path, page)).toEqual([])
      const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
      const light = await ground()
      // The theme changes colours and nothing else.
      await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
      await expect.poll(ground, `${path} knows no dark`).not.toBe(light)
      expect(await faultsOf(`${path} in the dark`, page, 'color-contrast')).toEqual([])
      expect(await wider(page, desk), `${path} scrolls sideways`).toBeLessThanOrEqual(0)
      await page.setViewportSize(phone)
      await expect.poll(() => wider(page, phone), `${path} scrolls sideways on a phone`).toBeLessThanOrEqual(0)
      await page.setViewportSize(desk)
    }
    expect(complaints).toEqual([])
  })

test('what one may not open does not exist, or says what is missing', async ({ browser }) => {
  const client = await session(browser, 'client@acme.test')
  const status = async (path: string) => (await client.request.get(path)).status()
  expect(await status('/acme/members')).toBe(403)
  expect(await status('/acme/audit')).toBe(403)
  expect(await status('/acme/projects/CARE')).toBe(404)
  expect(await status('/acme/projects/NOPE')).toBe(404)
  expect(await status('/acme/tasks/CARE-1')).toBe(404)
  expect(await status('/globex')).toBe(404)
  expect(await status('/no-such-place')).toBe(404)
  expect(await status('/platform')).toBe(404)
})

test('the API’s page works without any other host', async ({ page, baseURL }) => {
  const foreign: string[] = []
  page.on(
    'request',
    (request) =>
      !request.url().startsWith(baseURL as string) && !request.url().startsWith('data:') && foreign.push(request.url()),
  )
  await page.goto('/api/docs')
  // Further operations are drawn as one scrolls to them.
  await expect(page.getByText('End the session of this token')).toBeVisible()
  expect(foreign).toEqual([])
})
