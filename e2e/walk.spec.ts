import { expect, test } from '@playwright/test'
import { ready, signedIn } from './people'

test('a draft of a role is walked read-only: banner on every page, a write refused in plain words, and back to the draft', async ({
  browser,
}) => {
  const page = await signedIn(browser, 'owner@acme.test', '/acme/roles')
  await page.getByRole('link', { name: /^Developer/ }).click()
  await page.waitForURL(/roles\/.+/)
  await ready(page)
  const cell = page.getByRole('button', { name: /^Clients, View: / })
  await cell.click()
  await page.getByRole('menuitemradio', { name: /^All/ }).click()
  await page.getByRole('button', { name: 'Walk with this draft' }).click()
  const dialog = page.getByRole('dialog')
  const eyes = dialog.getByRole('combobox', { name: 'With whose eyes' })
  await eyes.selectOption({ label: 'Dora Developer, with what else they hold' })
  await dialog.getByRole('button', { name: 'Begin' }).click()
  await page.waitForURL(/\/acme$/)

  const banner = page.getByRole('region', { name: 'Looking around read-only' })
  await expect(banner).toContainText('with “Developer” as it is drafted')
  await ready(page)
  await page.keyboard.press('Tab')
  await expect(banner.getByRole('button', { name: 'End the walk' })).toBeFocused()
  await page.getByRole('navigation').getByRole('link', { name: 'Clients' }).first().click()
  await expect(page.getByRole('heading', { name: 'Clients', level: 1 })).toBeVisible()
  await expect(banner).toBeVisible()
  await expect(page.getByRole('link', { name: 'Audit trail' })).toHaveCount(0)
  await page.goto('/acme/audit')
  await expect(banner).toBeVisible()

  await page.goto('/acme/tasks/SHOP-1')
  await ready(page)
  await page.getByRole('textbox', { name: 'Write a comment' }).fill('Not to be')
  await page.getByRole('button', { name: 'Comment', exact: true }).click()
  await expect(page.getByText(/nothing can be changed meanwhile/).first()).toBeVisible()

  await banner.getByRole('button', { name: 'End the walk' }).click()
  await page.waitForURL(/roles\/.+/)
  await expect(banner).toHaveCount(0)
  await expect(page.getByRole('button', { name: /^Clients, View: All \(was/ })).toBeVisible()
  await page.goto('/acme/audit')
  await expect(page.getByText(/walking as .+ with “Developer” as it is drafted/).first()).toBeVisible()
})
