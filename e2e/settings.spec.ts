import { expect, test } from '@playwright/test'
import { demoPassword } from '../lib/accounts/demo'
import { choose, ready, session, signedIn } from './people'

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

test('the owner gives the organization away with their password, stays as an admin, and gets it back', async ({
  browser,
}) => {
  test.setTimeout(120_000)
  const give = async (from: string, to: string) => {
    const page = await signedIn(browser, from, '/globex/settings')
    await ready(page)
    await page.getByRole('button', { name: 'Transfer ownership' }).click()
    const dialog = page.getByRole('dialog')
    await choose(page, 'New owner', to)
    await dialog.getByLabel('Your password').fill('this is not the password')
    await dialog.getByRole('button', { name: 'Transfer ownership' }).click()
    await expect(dialog.getByText('This is not your password.')).toBeVisible()
    await expect(dialog.getByLabel('Your password')).toBeFocused()
    await dialog.getByLabel('Your password').fill(demoPassword)
    await dialog.getByRole('button', { name: 'Transfer ownership' }).click()
    await expect(dialog).toBeHidden()
    // An admin from now on: the settings are still there, giving it away is not.
    await expect(page.getByRole('button', { name: 'Transfer ownership' })).toHaveCount(0)
    await expect(page.getByRole('textbox', { name: 'Address' })).toBeVisible()
    await page.context().close()
  }
  const owner = await session(browser, 'owner@globex.test')
  const list = await owner.request.get('/api/v1/organizations/globex/members?status=active')
  const { items } = (await list.json()) as { items: { name: string; email: string }[] }
  const nameOf = (email: string) => items.find((person) => person.email === email)?.name ?? ''
  await give('owner@globex.test', nameOf('both@lobby.test'))
  await give('both@lobby.test', nameOf('owner@globex.test'))
})
