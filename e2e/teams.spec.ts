import { expect, test } from '@playwright/test'
import { choose, ready, signedIn } from './people'

test('an admin makes a team, finds its members, changes it, and takes a deletion back', async ({ browser }) => {
  test.setTimeout(120_000)
  const name = `Delivery ${Date.now() % 100_000}`
  const page = await signedIn(browser, 'admin@acme.test', '/acme/teams')
  await page.getByRole('button', { name: 'New team' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill(name)
  await choose(page, 'Members', 'developer@acme')
  await dialog.getByRole('button', { name: 'Make the team' }).click()
  await expect(dialog).toBeHidden()
  const row = page.getByRole('row', { name: new RegExp(name) })
  await expect(row).toBeVisible()

  await row.getByRole('link', { name: `Show the members of ${name}` }).click()
  await expect(page).toHaveURL(/\/members\?team=/)
  // Below it may stand open invitations.
  await expect(page.getByRole('table').first().getByRole('row')).toHaveCount(2)
  await expect(page.getByRole('row', { name: /developer@acme/ })).toBeVisible()
  const team = page.getByRole('combobox', { name: 'Team' })
  await expect(team).toHaveValue(name)

  // What finds a team comes when somebody reaches for it, and the keys that went before are not lost.
  await page.goto('/acme/members')
  await ready(page)
  const scripts = () =>
    page.evaluate(() => performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('.js')).length)
  const before = await scripts()
  await page.getByRole('combobox', { name: 'Order' }).focus()
  await page.keyboard.press('Tab')
  await page.keyboard.type(name)
  await expect(page.getByRole('option', { name })).toBeVisible()
  expect(await scripts()).toBeGreaterThan(before)
  await expect(team).toBeFocused()
  await expect(team).toHaveValue(name)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/members\?team=/)
  await expect(page.getByRole('row', { name: /developer@acme/ })).toBeVisible()

  await page.goto('/acme/teams')
  await ready(page)
  await page.getByRole('button', { name: `More about ${name}` }).click()
  await page.getByRole('menuitem', { name: 'Change' }).click()
  await page.getByRole('dialog').getByLabel('Name').fill(`${name} B`)
  await page.getByRole('button', { name: 'Save the team' }).click()
  await expect(page.getByRole('row', { name: new RegExp(`${name} B`) })).toBeVisible()

  await page.getByRole('button', { name: `More about ${name} B` }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await expect(page.getByRole('row', { name: new RegExp(name) })).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('row', { name: new RegExp(`${name} B`) })).toBeVisible()
})
