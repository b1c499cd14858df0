import { expect, test } from '@playwright/test'
import { choose, ready, signedIn } from './people'

test('an admin pastes many addresses, gets an answer for each, and sends one again', async ({ browser }) => {
  test.setTimeout(120_000)
  const stamp = Date.now() % 1_000_000
  const page = await signedIn(browser, 'admin@acme.test', '/acme/members')
  await page.getByRole('button', { name: 'Invite many' }).click()
  const dialog = page.getByRole('dialog')
  await dialog
    .getByLabel('E-mails')
    .fill(`Anna <anna-${stamp}@many.test>; ben-${stamp}@many.test\ndeveloper@acme.test, half@`)
  await choose(page, 'Roles', 'Developer')
  await dialog.getByRole('button', { name: 'Send the invitations' }).click()
  await expect(dialog.getByText('2 of 4 invited; the others say why not')).toBeVisible()
  const results = dialog.getByRole('list', { name: 'What became of each address' }).getByRole('listitem')
  await expect(results).toHaveCount(4)
  await expect(results.nth(0).getByRole('button', { name: /copy/i })).toBeVisible()
  await expect(results.nth(2)).toContainText('This person is a member already.')
  await page.screenshot({ path: 'test-results/invite-many.png' })
  await dialog.getByRole('button', { name: 'Done' }).click()

  const row = page.getByRole('row', { name: new RegExp(`ben-${stamp}@many.test`) })
  await row.getByRole('button', { name: 'Send again' }).click()
  await expect(page.getByText(`The invitation for ben-${stamp}@many.test was sent again`)).toBeVisible()
  await row.getByRole('button', { name: 'Take back' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Take back' }).click()
  await expect(row).toHaveCount(0)
})

test('somebody who was handed a temporary password chooses their own and is in', async ({ browser }) => {
  const email = `hand-${Date.now() % 1_000_000}@over.test`
  const page = await signedIn(browser, 'admin@acme.test', '/acme/members')
  await page.getByRole('button', { name: 'Invite', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('E-mail').fill(email)
  await dialog.getByLabel('Name').fill('Hanna Hand')
  await choose(page, 'Roles', 'Developer')
  await dialog.getByRole('checkbox', { name: 'Make a temporary password' }).check()
  await page.screenshot({ path: 'test-results/temporary-password-form.png' })
  await dialog.getByRole('button', { name: 'Send the invitation' }).click()
  const password = await dialog.getByRole('textbox', { name: 'Temporary password' }).inputValue()
  await page.screenshot({ path: 'test-results/temporary-password.png' })

  const hers = await (await browser.newContext()).newPage()
  await hers.goto('/sign-in')
  await ready(hers)
  await hers.getByLabel('E-mail').fill(email)
  await hers.getByLabel('Password').fill(password)
  await hers.getByRole('button', { name: 'Sign in', exact: true }).click()
  await hers.getByLabel('Your own password').fill('short')
  await hers.screenshot({ path: 'test-results/own-password.png' })
  await hers.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(hers.getByLabel('Your own password')).toHaveAttribute('aria-invalid', 'true')
  await hers.getByLabel('Your own password').fill('one that only Hanna knows')
  await hers.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(hers).toHaveURL(/\/acme/)
})
