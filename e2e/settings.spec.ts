import { expect, test } from '@playwright/test'
import { ready, signedIn } from './people'

test('an owner moves the organization to a new address and back: the old one leads to the same page', async ({
  browser,
}) => {
  test.setTimeout(120_000)
  const page = await signedIn(browser, 'owner@globex.test', '/globex/settings')
  await ready(page)
  const address = page.getByRole('textbox', { name: 'Address' })
  const save = page.getByRole('button', { name: 'Save changes' })

  // What is somebody else's is told at the field, and the focus is there.
  await address.fill('acme')
  await save.click()
  await expect(page.getByText('This address is taken.')).toBeVisible()
  await expect(address).toBeFocused()

  const moved = `globex-${Date.now() % 100_000}`
  await address.fill(moved)
  await expect(page.getByText(/leads to the new address for a year/)).toBeVisible()
  await save.click()
  await page.waitForURL(`**/${moved}/settings`)
  await ready(page)

  await page.goto('/globex/projects?show=all')
  await expect(page).toHaveURL(new RegExp(`/${moved}/projects\\?show=all$`))
  await page.goto('/globex')
  await expect(page).toHaveURL(new RegExp(`/${moved}$`))

  await page.goto(`/${moved}/settings`)
  await ready(page)
  await page.getByRole('textbox', { name: 'Address' }).fill('globex')
  await page.getByRole('button', { name: 'Save changes' }).click()
  await page.waitForURL('**/globex/settings')
})

test('working hours, days off, targets and modules are kept as they were set', async ({ browser }) => {
  test.setTimeout(120_000)
  const page = await signedIn(browser, 'owner@globex.test', '/globex/settings')
  await ready(page)
  await page.getByRole('button', { name: 'Add hours on Saturday' }).click()
  await page.getByLabel('Saturday, to', { exact: true }).fill('12:00')
  await page.getByLabel('Day off').fill('2026-12-24')
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await page.getByLabel('Urgent: First answer, in hours').fill('0.5')
  await page.getByRole('switch', { name: 'Support' }).uncheck()
  await expect(page.getByText('4 changes', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Save changes' }).click()
  await expect(page.getByText('No changes')).toBeVisible()
  await expect(page.getByRole('navigation').getByRole('link', { name: 'Tickets' })).toHaveCount(0)

  await page.reload()
  await ready(page)
  await expect(page.getByLabel('Saturday, to', { exact: true })).toHaveValue('12:00')
  await expect(page.getByLabel('Urgent: First answer, in hours')).toHaveValue('0.5')
  await page.getByRole('button', { name: /Take away Saturday/ }).click()
  await page.getByRole('button', { name: 'Take away 2026-12-24' }).click()
  await page.getByLabel('Urgent: First answer, in hours').fill('1')
  await page.getByRole('switch', { name: 'Support' }).check()
  await page.getByRole('button', { name: 'Save changes' }).click()
  await expect(page.getByText('No changes')).toBeVisible()
})
