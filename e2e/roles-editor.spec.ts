import { expect, test } from '@playwright/test'
import { ready, session, signedIn } from './people'

test('an admin makes a role from another, cuts a permission and gives it: the member’s next request shows it', async ({
  browser,
}) => {
  test.setTimeout(120_000)
  const name = `Junior ${Date.now()}`
  const page = await signedIn(browser, 'admin@acme.test', '/acme/roles')
  await page.getByRole('button', { name: 'New role' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill(name)
  await page.getByRole('combobox', { name: 'Start from' }).selectOption({ label: 'Developer' })
  await page.getByRole('button', { name: 'Make the role' }).click()
  await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible()
  await ready(page)

  // The grid by keyboard: arrows move, Enter opens, and what is not saved yet is visible.
  await page.getByRole('button', { name: /^Tasks, View: / }).focus()
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('button', { name: /^Tasks, Create: / })).toBeFocused()
  await page.keyboard.press('Enter')
  await page.getByRole('menuitemradio', { name: /^No/ }).click()
  await expect(page.getByRole('button', { name: 'Tasks, Create: No (was Team)' })).toBeFocused()
  await expect(page.getByText('1 change', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Save changes' }).press('Enter')
  // The button has nothing to do any more; the keyboard stays at the foot, where the page says that all is saved.
  await expect(page.getByRole('region', { name: 'No changes' })).toBeFocused()

  const member = await session(browser, 'member@acme.test')
  const mine = async () => {
    const answer = await member.request.get('/api/v1/organizations/acme/projects/SHOP/tasks?limit=1')
    const create = await member.request.post('/api/v1/organizations/acme/projects/SHOP/tasks', {
      data: { title: 'Not to be' },
      headers: { origin: new URL(page.url()).origin },
    })
    return { read: answer.status(), create: create.status() }
  }
  expect(await mine()).toEqual({ read: 200, create: 403 })

  const give = async (to: string, from: string) => {
    await page.goto('/acme/members?q=member%40acme')
    await ready(page)
    await page.getByRole('button', { name: /^More about/ }).click()
    await page.getByRole('menuitem', { name: 'Change roles' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('checkbox', { name: to, exact: true }).check()
    await dialog.getByRole('checkbox', { name: from, exact: true }).uncheck()
    await dialog.getByRole('button', { name: 'Save roles' }).click()
    await expect(dialog).toBeHidden()
    await expect(page.getByRole('row', { name: /member@acme/ })).toContainText(to)
  }
  await give(name, 'Member')
  // A developer's "team" without a project of theirs: the project is out of sight from now on.
  expect((await mine()).read).toBe(404)
  const notices = await member.request.get('/api/v1/organizations/acme/notifications?limit=5')
  await expect
    .poll(async () => JSON.stringify(await (await member.request.get(notices.url())).json()), { timeout: 20_000 })
    .toContain('changed your roles')
  await give('Member', name)
  expect((await mine()).read).toBe(200)

  await page.goto('/acme/roles')
  await page.getByRole('link', { name: new RegExp(name) }).click()
  await page.waitForURL(/roles\/.+/)
  await page.getByRole('button', { name: 'Delete', exact: true }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click()
  await expect(page).toHaveURL(/\/acme\/roles$/)
  await expect(page.getByRole('link', { name: new RegExp(name) })).toHaveCount(0)
})

test('who takes from a role of their own what lets them change roles is told before it is saved', async ({
  browser,
}) => {
  const admin = await session(browser, 'admin@acme.test')
  const page = await admin.newPage()
  const warning = page.getByRole('alert').filter({ hasText: 'You hold this role yourself' })
  const cut = async (role: RegExp, cell: RegExp) => {
    await page.goto('/acme/roles')
    await page.getByRole('link', { name: role }).click()
    await page.waitForURL(/roles\/.+/)
    await ready(page)
    await page.getByRole('button', { name: cell }).click()
    await page.getByRole('menuitemradio', { name: /^No/ }).click()
    await expect(page.getByText('1 change', { exact: true })).toBeVisible()
  }
  await cut(/^Admin/, /^Roles, Manage: /)
  await expect(warning).toContainText('you cannot change roles any more')
  await page.getByRole('button', { name: 'Discard' }).click()
  await expect(warning).toHaveCount(0)
  // What they do not hold, or does not let anybody change roles, needs no warning.
  await cut(/^Support/, /^Tickets, View: /)
  await expect(warning).toHaveCount(0)
})

test('of two who save the same role, the second sees both versions', async ({ browser }) => {
  const owner = await session(browser, 'owner@acme.test')
  const page = await owner.newPage()
  await page.goto('/acme/roles')
  await page.getByRole('link', { name: /^Support/ }).click()
  await page.waitForURL(/roles\/.+/)
  await ready(page)
  const address = page.url()
  const other = await owner.newPage()
  const [mine, theirs] = ['mine', 'theirs'].map((of) => `Words of ${of} ${Date.now()}`) as [string, string]
  for (const [tab, words] of [
    [page, mine],
    [other, theirs],
  ] as const) {
    if (tab === other) {
      await other.goto(address)
      await ready(other)
    }
    await tab.getByRole('textbox', { name: 'Description' }).fill(words)
  }
  await other.getByRole('button', { name: 'Save changes' }).click()
  await expect(other.getByText('No changes')).toBeVisible()
  await page.getByRole('button', { name: 'Save changes' }).click()
  const both = page.getByRole('region', { name: 'Somebody changed this while you were editing' })
  await expect(both).toContainText(theirs)
  await expect(both).toContainText(mine)
  await both.getByRole('button', { name: 'Take theirs' }).click()
  await expect(page.getByRole('textbox', { name: 'Description' })).toHaveValue(theirs)
  await page.getByRole('button', { name: 'Reset' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Reset' }).click()
  await expect(page.getByRole('textbox', { name: 'Description' })).toHaveValue(/Looks after clients/)
})

test('who may look at roles but not manage them sees them and cannot change them', async ({ browser }) => {
  const developer = await session(browser, 'developer@acme.test')
  const page = await developer.newPage()
  await page.goto('/acme/roles')
  await expect(page.getByRole('button', { name: 'New role' })).toHaveCount(0)
  await page.getByRole('link', { name: /^Developer/ }).click()
  await expect(page.getByText('You may look at roles.')).toBeVisible()
  await expect(page.getByRole('img', { name: 'Tasks, View: Team' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Save changes' })).toHaveCount(0)
  const client = await session(browser, 'client@acme.test')
  expect((await client.request.get('/acme/roles')).status()).toBe(403)
})
