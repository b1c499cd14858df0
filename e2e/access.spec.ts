import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { rest, unique } from './made'
import { ready, session } from './people'

/** Why can I see this, who can, and what is missing: in words, on the records and refusals themselves. */

const wrongIn = async (page: Page) =>
  (await new AxeBuilder({ page }).analyze()).violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html }) => `${id}: ${html.slice(0, 120)}`),
  )

test('a developer reads why they see a task and who else does, clients first, and finds one by name', async ({
  browser,
}) => {
  const developer = await session(browser, 'developer@acme.test')
  const page = await developer.newPage()
  const button = page.getByRole('button', { name: 'Who can see this' })
  const drawer = page.getByRole('dialog', { name: 'Who can see this' })
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.goto('/acme/tasks/SHOP-1')
    await ready(page)
    await button.click()
    await expect(drawer.getByRole('listitem').first()).toBeVisible()
    expect(await wrongIn(page)).toEqual([])
  }
  await expect(drawer.getByRole('region', { name: 'Why you see it' })).toContainText(
    'Your role Developer lets you see it',
  )
  const people = drawer.getByRole('region', { name: 'Who sees it' }).getByRole('listitem')
  await expect(people.first()).toContainText('Clara Client')
  await expect(people.first()).toContainText('Outside')
  await drawer.getByRole('searchbox', { name: 'Find a person' }).fill('olga')
  await expect(people).toHaveCount(1)
  await expect(people).toContainText('Owner of the organization')
  await page.keyboard.press('Escape')
  await expect(button).toBeFocused()
})

test('a client reads why they see a project, and nothing about who else does', async ({ browser }) => {
  const client = await session(browser, 'client@acme.test')
  const page = await client.newPage()
  await page.goto('/acme/projects/SHOP')
  await ready(page)
  await page.getByRole('button', { name: 'Who can see this' }).click()
  const drawer = page.getByRole('dialog', { name: 'Who can see this' })
  await expect(drawer).toContainText('because it was shared with you')
  await expect(drawer.getByRole('listitem')).toHaveCount(0)
})

test('who is refused a room asks somebody who can open it, who is led to their roles', async ({ browser }) => {
  const developer = await session(browser, 'developer@acme.test')
  const page = await developer.newPage()
  await page.goto('/acme/clients')
  await expect(page.getByText('crm.clients.view')).toBeVisible()
  await expect(page.getByText(/The least that would do: a role/)).toBeVisible()
  expect(await wrongIn(page)).toEqual([])
  const ask = page.getByRole('button', { name: 'Ask Olga Owner' })
  await ask.click()
  // A second run within the day is told that it was asked before.
  await expect(page.getByText(/Olga Owner has a notice|You asked Olga Owner for this today/)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Olga Owner was asked' })).toBeFocused()

  const owner = await session(browser, 'owner@acme.test')
  const desk = await owner.newPage()
  await expect
    .poll(
      async () => {
        const list = await owner.request.get('/api/v1/organizations/acme/notifications?kind=asked')
        return ((await list.json()) as { items: { title: string }[] }).items.map(({ title }) => title).join()
      },
      { timeout: 20_000 },
    )
    .toContain('Dora Developer asks to be allowed to see clients and their contacts')
  await desk.goto('/acme/notifications?kind=asked')
  await desk
    .getByRole('main')
    .getByRole('link', { name: /asks to be allowed/ })
    .first()
    .click()
  await expect(desk).toHaveURL(/members\?give=/)
  const dialog = desk.getByRole('dialog')
  await expect(dialog).toContainText('Dora Developer')
  await desk.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(desk).toHaveURL(/members$/)
})

test('a form that is refused says who can give what is missing, as soon as the line carries it', async ({
  browser,
}) => {
  const owner = await rest(browser, 'owner@acme.test')
  const clients = { view: 'all', create: true }
  const name = `Finder ${unique()}`
  const role = await owner('POST', '/roles', { name, permissions: { crm: { clients } } })
  const [nina] = (await owner('GET', '/members?q=nina%40acme')).items
  const held = (nina.roles as { id: string }[]).map(({ id }) => id)
  const holds = async (roleIds: string[]) => {
    const { version } = await owner('GET', `/members/${nina.id}`)
    await owner('PUT', `/members/${nina.id}/roles`, { roleIds, version })
  }
  await holds([...held, role.id])
  const page = await (await session(browser, 'nina@acme.test')).newPage()
  await page.goto('/acme/clients/new')
  await ready(page)
  await owner('PATCH', `/roles/${role.id}`, {
    version: role.version,
    permissions: { crm: { clients: { view: 'all' } } },
  })
  await page.getByLabel('Name').first().fill(`Fabrikam ${name}`)
  await page.getByRole('button', { name: 'Create client' }).click()
  const who = page.getByRole('button', { name: 'Who can give it?' })
  await expect(who).toBeVisible()

  const scripts = /_next\/static\/chunks\//
  await page.route(scripts, (route) => route.abort())
  await who.click()
  await expect(page.getByText('This could not be loaded. Try again.')).toBeVisible()
  await page.unroute(scripts)
  await who.click()
  await expect(page.getByText(/The least that would do: a role that lets you add clients/)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Ask Olga Owner' })).toBeVisible()
  await expect(page.getByLabel('Name').first()).toHaveValue(`Fabrikam ${name}`)

  await holds(held)
  await owner('DELETE', `/roles/${role.id}`)
})

test('whoever reads the trail chooses a role or a project and a moment, by keyboard, on a phone in the dark', async ({
  browser,
}) => {
  const owner = await session(browser, 'owner@acme.test')
  const page = await owner.newPage()
  await page.setViewportSize({ width: 360, height: 740 })
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
  await page.goto('/acme/audit')
  await page.getByRole('link', { name: 'As of…' }).press('Enter')
  await page.waitForURL(/\/acme\/as-of$/)
  await ready(page)
  const [what, show] = [
    page.getByRole('combobox', { name: 'What' }),
    page.getByRole('button', { name: 'Show', exact: true }),
  ]
  const shown = page.getByRole('region', { name: 'As of…' }).getByRole('status')
  const open = async (kind: string, field: string, typed: string, option: RegExp) => {
    await what.selectOption(kind)
    // Whoever rests on it before they press has its code by then.
    await page.getByRole('combobox', { name: field }).hover()
    await page.waitForLoadState('networkidle')
    await page.getByRole('combobox', { name: field }).click()
    await expect(page.getByRole('combobox', { name: field })).toBeFocused()
    await page.keyboard.press('Control+a')
    await page.keyboard.type(typed)
    await expect(page.getByRole('option', { name: option })).toBeVisible()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await show.press('Enter')
  }
  await what.selectOption('A role')
  await show.press('Enter')
  await expect(page.getByText('Choose a role.')).toBeVisible()
  await open('A role', 'Role', 'Verif', /^Verifier/)
  await expect(shown).toContainText('The role “Verifier” as it stood on')
  await expect(page.getByRole('combobox', { name: 'Role' })).toHaveValue('Verifier')
  await ready(page)
  await open('A project', 'Project', 'SHOP', /^SHOP /)
  await expect(shown).toContainText('SHOP Web shop relaunch as it stood on')
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
  expect(await wrongIn(page)).toEqual([])
  // What was deleted since is in no list; its key still opens it.
  await ready(page)
  await open('A project', 'Project', 'gone', /^GONE/)
  await expect(page.getByText('It was not there then, or your permissions do not reach it.')).toBeVisible()
  await expect(page).toHaveURL(/of=project&id=GONE&at=/)
})
