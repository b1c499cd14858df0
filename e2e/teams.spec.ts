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
  await expect(page.getByRole('combobox', { name: 'Team' })).toHaveValue(name)

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
