import { expect, type Page, test } from '@playwright/test'
import { choose, ready, signedIn } from './people'

/** Each role's day, from the page where they land to the end of what they came for. */

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name })
const rooms = (page: Page) => page.getByRole('navigation', { name: 'Main' }).first().getByRole('link').allInnerTexts()

test('a salesperson carries a lead from the first call to a client', async ({ browser }) => {
  const page = await signedIn(browser, 'sales@acme.test')
  await expect(heading(page, 'My leads')).toBeVisible()
  await expect(heading(page, 'Follow-ups due')).toBeVisible()
  await page.keyboard.press('g')
  await page.keyboard.press('l')
  await expect(page).toHaveURL(/\/acme\/leads$/)
  await page.getByRole('link', { name: 'New lead' }).click()
  await ready(page)
  await page.getByLabel('Company').fill('Ivory Theatre')
  await page.getByLabel('Contact name').fill('Iris Stage')
  await page.getByLabel('E-mail').fill('not an address')
  await page.getByRole('button', { name: 'Add lead' }).click()
  await expect(page.getByText('Enter an e-mail address')).toBeVisible()
  await page.getByLabel('E-mail').fill('iris@ivory.example')
  await page.getByRole('button', { name: 'Add lead' }).click()
  await expect(heading(page, 'Ivory Theatre')).toBeVisible()

  await page.goto('/acme/leads')
  await ready(page)
  await page.getByRole('combobox', { name: 'Stage: Ivory Theatre' }).selectOption('QUALIFIED')
  await expect(page.getByRole('region', { name: /^Qualified/ }).getByText('Ivory Theatre')).toBeVisible()
  await page.getByRole('link', { name: 'Ivory Theatre' }).click()
  await ready(page)
  await page.getByRole('button', { name: 'Turn into a client' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Turn into a client' }).click()
  await expect(page).toHaveURL(/\/acme\/clients\//)
  await expect(page.getByText('Iris Stage')).toBeVisible()
})

test('a verifier decides the oldest payment by keyboard alone', async ({ browser }) => {
  const page = await signedIn(browser, 'verifier@acme.test')
  await expect(page.getByText('Time to decision')).toBeVisible()
  const first = page.getByRole('table', { name: 'Payments that wait, oldest first' }).getByRole('link').first()
  await first.focus()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/payments\?payment=/)
  await ready(page)
  await page.keyboard.press('j')
  await page.keyboard.press('k')
  await page.keyboard.press('r')
  const dialog = page.getByRole('alertdialog').or(page.getByRole('dialog'))
  await expect(dialog).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
})

test('a project manager sees what is late, and what nobody has, one click away', async ({ browser }) => {
  const page = await signedIn(browser, 'manager@acme.test')
  const projects = page.getByRole('table', { name: 'My projects' })
  await expect(projects.getByText(/At risk|Late|On track/).first()).toBeVisible()
  await expect(heading(page, 'Load per person, next two weeks')).toBeVisible()
  await projects.getByRole('link', { name: /^Overdue: \d+, SHOP$/ }).click()
  await expect(page).toHaveURL(/projects\/SHOP\/tasks\?due=overdue/)
  await ready(page)
  await expect(page.getByRole('row')).not.toHaveCount(0)
  await page.reload()
  await expect(page).toHaveURL(/due=overdue/)
})

test('many tasks are changed at once and changed back', async ({ browser }) => {
  const page = await signedIn(browser, 'manager@acme.test', '/acme/projects/WIND/tasks?status=TODO')
  await ready(page)
  const boxes = page.getByRole('checkbox', { name: /^Select WIND-/ })
  await boxes.nth(0).check()
  await boxes.nth(2).click({ modifiers: ['Shift'] })
  const bar = page.getByRole('region', { name: 'Change the chosen tasks' })
  await expect(bar).toContainText('3 tasks chosen')
  await bar.getByRole('textbox', { name: 'Add label' }).fill(`sprint ${Date.now()}`)
  await page.keyboard.press('Enter')
  await expect(page.getByText('3 tasks changed').first()).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByText('3 tasks are as before').first()).toBeVisible()
})

test('a developer finds their work, ticks, comments and is found again', async ({ browser }) => {
  const page = await signedIn(browser, 'developer@acme.test')
  await expect(heading(page, 'My tasks')).toBeVisible()
  await expect(heading(page, 'Mentions')).toBeVisible()
  await page.keyboard.press('g')
  await page.keyboard.press('w')
  await expect(page).toHaveURL(/\/acme\/my-work/)
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Search' }).fill('SHOP-2')
  await expect(page.getByRole('option', { name: /SHOP-2 / }).first()).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/acme\/tasks\/SHOP-2$/)
})

test('one slip of the finger still finds the record', async ({ browser }) => {
  const page = await signedIn(browser, 'owner@acme.test')
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Search' }).fill('Nortwind')
  await expect(page.getByRole('option', { name: /Northwind Traders/ }).first()).toBeVisible()
})

test('support answers a ticket that runs out of time', async ({ browser }) => {
  const page = await signedIn(browser, 'support@acme.test')
  await expect(page.getByText('Past their target')).toBeVisible()
  await page
    .getByRole('table', { name: /Open tickets/ })
    .getByRole('link')
    .first()
    .click()
  await expect(page).toHaveURL(/\/acme\/tickets\/SUP-\d+/)
})

test('a client sees their project, asks for help, and nothing else is there for them', async ({ browser }) => {
  const page = await signedIn(browser, 'client@acme.test')
  await page.setViewportSize({ width: 360, height: 740 })
  const projects = page.getByRole('region', { name: 'My projects' }).getByRole('article')
  await expect(projects.filter({ hasText: 'Web shop relaunch' })).toHaveCount(1)
  await expect(projects.filter({ hasText: 'Patient portal' })).toHaveCount(0)
  await page.getByRole('link', { name: 'Ask for help' }).click()
  await ready(page)
  await page.getByLabel('Title').fill('The logo is blurred on my phone')
  await page.getByRole('button', { name: 'Open ticket' }).click()
  await expect(page).toHaveURL(/\/acme\/tickets\/SUP-\d+/)
  for (const path of ['/acme/members', '/acme/clients', '/acme/leads', '/acme/audit', '/acme/projects/CARE']) {
    const answer = await page.goto(path)
    expect([403, 404], path).toContain(answer?.status())
  }
})

test('everybody finds in the sidebar what they may open, and nothing else', async ({ browser }) => {
  const expected: Record<string, string[]> = {
    client: ['Home', 'Notifications', 'Projects', 'Tickets', 'Payments'],
    verifier: ['Home', 'Notifications', 'Clients', 'Projects', 'Payments', 'Members', 'Teams', 'Roles'],
    member: ['Home', 'Notifications', 'Clients', 'Projects', 'Tickets', 'Members', 'Teams', 'Roles'],
  }
  for (const [who, names] of Object.entries(expected)) {
    const page = await signedIn(browser, `${who}@acme.test`)
    expect(await rooms(page), who).toEqual(names)
    for (const name of names) {
      await page.getByRole('navigation', { name: 'Main' }).first().getByRole('link', { name, exact: true }).click()
      await expect(page.getByRole('main').getByRole('heading', { level: 1 })).toBeVisible()
      await expect(page.getByRole('main').getByText(/You may not|not found/i)).toHaveCount(0)
    }
    await page.context().close()
  }
})

test('what was deleted comes back from the bin', async ({ browser }) => {
  const page = await signedIn(browser, 'owner@acme.test', '/acme/leads/new')
  await ready(page)
  await page.getByLabel('Company').fill('Thrown Away Ltd')
  await page.getByRole('button', { name: 'Add lead' }).click()
  await ready(page)
  await page.getByRole('button', { name: 'Delete lead' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete lead' }).click()
  await expect(page).toHaveURL(/\/acme\/leads$/)
  await page.goto('/acme/bin')
  await ready(page)
  await page.getByRole('button', { name: 'Restore Thrown Away Ltd' }).click()
  await expect(page.getByText('Thrown Away Ltd was restored')).toBeVisible()
})

test('a list is saved as it is seen', async ({ browser }) => {
  const page = await signedIn(browser, 'owner@acme.test', '/acme/clients?q=north')
  await ready(page)
  await page.getByRole('button', { name: 'Export' }).click()
  const download = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: 'Export as CSV' }).click()
  const file = await download
  expect(file.suggestedFilename()).toMatch(/^clients-\d{4}-\d\d-\d\d\.csv$/)
  const text = (await (await file.createReadStream()).toArray()).join('')
  expect(text).toContain('Northwind Traders')
  expect(text).not.toContain('Atlas Freight')
})

test('an empty organization is led from nothing to a board that the client sees', async ({ browser }) => {
  const page = await signedIn(browser, 'both@lobby.test', '/globex')
  const steps = page
    .getByRole('region', { name: 'First steps' })
    .or(page.locator('section', { hasText: 'First steps' }))
  await expect(steps.first()).toBeVisible()
  await page.getByRole('link', { name: 'Add a client' }).click()
  await ready(page)
  await page.getByLabel('Name', { exact: true }).fill('Tiny Client')
  await page.getByRole('button', { name: 'Create client' }).click()
  await expect(heading(page, 'Tiny Client')).toBeVisible()
  await page.goto('/globex')
  await ready(page)
  await page.getByRole('link', { name: 'Create a project' }).click()
  await ready(page)
  await choose(page, 'Client', 'Tiny Client')
  await page.getByLabel('Title').fill('Tiny website')
  await page.getByLabel('Key').fill('TINY')
  await page.getByLabel('Cost').fill('1,000.00')
  await page.getByRole('button', { name: 'Create project' }).click()
  await expect(page).toHaveURL(/\/globex\/projects\/TINY$/)
  await page.goto('/globex/projects/TINY/board')
  await ready(page)
  await page.keyboard.press('c')
  await expect(page.getByRole('textbox', { name: 'Add a task' })).toBeFocused()
  await page.keyboard.type('The first task')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('link', { name: /TINY-1/ }).first()).toBeVisible()
  await page.goto('/globex')
  await expect(page.getByText('3 of 5').or(page.getByText('4 of 5'))).toBeVisible()
  await page.getByRole('button', { name: 'Put away' }).click()
  await expect(page.getByText('First steps')).toHaveCount(0)
})
