import { expect, type Page, test } from '@playwright/test'
import { ready, session, signedIn } from './people'

const password = 'correct horse battery staple'

/** The newest mail to an address, as the platform admin sees it in the mailbox. */
async function linkFromMail(admin: Page, to: string, pattern: RegExp): Promise<string> {
  let link: string | undefined
  await expect
    .poll(async () => {
      await admin.goto(`/platform/mailbox?to=${encodeURIComponent(to)}`)
      const mail = admin.getByRole('table').getByRole('link').first()
      if ((await mail.count()) === 0) return undefined
      await mail.click()
      await admin.waitForURL(/\/platform\/mailbox\/./)
      link = pattern.exec(await admin.locator('main').innerText())?.[0]
      return link
    })
    .toBeTruthy()
  return link as string
}

test('somebody registers, confirms their address, invites a colleague, and both are in', async ({ browser }) => {
  const page = await (await browser.newContext()).newPage()
  const admin = await (await session(browser, 'superadmin@lobby.test')).newPage()

  await page.goto('/register')
  await ready(page)
  await page.getByLabel('Your name').fill('Nora New')
  await page.getByLabel('Work e-mail').fill('nora@new.test')
  await page.getByLabel('Password').fill('too short')
  await page.getByLabel('Name of the organization').fill('Söderberg & Co')
  await expect(page.getByLabel('Address')).toHaveValue('soderberg-co')
  await expect(page.getByText('This address is free.')).toBeVisible()
  await page.getByLabel('Address').fill('acme')
  await expect(page.getByText('This address is taken.')).toBeVisible()
  await page.getByLabel('Address').fill('platform')
  await expect(page.getByText('This address is reserved')).toBeVisible()
  await page.getByLabel('Address').fill('soderberg')
  await page.getByRole('button', { name: 'Register' }).click()
  await expect(page.getByText('Use at least 15 characters').last()).toBeVisible()
  await expect(page.getByLabel('Your name')).toHaveValue('Nora New')
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Register' }).click()
  await expect(page.getByText('We sent a mail to nora@new.test')).toBeVisible()

  await page.goto(await linkFromMail(admin, 'nora@new.test', /http:\/\/\S*\/verify-email\/\S+/))
  await page.getByRole('button', { name: 'Confirm' }).click()
  await expect(page.getByText('Your address is confirmed.')).toBeVisible()
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page).toHaveURL(/\/soderberg$/)

  await page.getByRole('navigation', { name: 'Main' }).first().getByRole('link', { name: 'Members' }).click()
  await expect(page.getByRole('heading', { name: 'Members' })).toBeVisible()
  await page.getByRole('button', { name: 'Invite', exact: true }).click()
  await page.getByLabel('E-mail').fill('kim@new.test')
  await page.getByRole('combobox', { name: 'Roles' }).fill('Dev')
  await page.getByRole('option', { name: /Developer/ }).click()
  await page.getByRole('dialog').getByRole('heading').click()
  await page.getByRole('button', { name: 'Send the invitation' }).click()
  await expect(page.getByText('The invitation for kim@new.test is on its way')).toBeVisible()
  const link = await page.getByLabel('Link to copy').inputValue()
  expect(await linkFromMail(admin, 'kim@new.test', /http:\/\/\S*\/invitation\/\S+/)).toBe(link)

  const kim = await (await browser.newContext()).newPage()
  await kim.goto(link)
  await kim.getByLabel('Your name').fill('Kim Colleague')
  await kim.getByLabel('Password').fill(password)
  await kim.getByRole('button', { name: 'Accept the invitation' }).click()
  await expect(kim).toHaveURL(/\/soderberg$/)
  await expect(kim.getByRole('link', { name: 'Audit trail' })).toHaveCount(0)
  await kim.goto(link)
  await expect(kim.getByRole('heading', { name: 'This invitation does not work any more' })).toBeVisible()
})

// No other test signs in as Pablo: his password is not the demo's any more.
test('a forgotten password is replaced by mail, and the old session is over', async ({ browser }) => {
  const admin = await (await session(browser, 'superadmin@lobby.test')).newPage()
  const old = await (await session(browser, 'pablo@acme.test')).newPage()
  const page = await (await browser.newContext()).newPage()
  await page.goto('/forgot-password')
  await page.getByLabel('E-mail').fill('pablo@acme.test')
  await page.getByRole('button', { name: 'Send the link' }).click()
  await expect(page.getByText('If there is an account for pablo@acme.test')).toBeVisible()
  await page.goto(await linkFromMail(admin, 'pablo@acme.test', /http:\/\/\S*\/reset-password\/\S+/))
  await page.getByLabel('Password').fill('a new password that is long')
  await page.getByRole('button', { name: 'Set the password' }).click()
  await expect(page.getByText('Your new password is set.')).toBeVisible()

  await old.goto('/acme')
  await expect(old).toHaveURL(/\/sign-in/)
  await session(browser, 'pablo@acme.test', 'a new password that is long')
})

test('a wrong password is refused in words, and what was typed stays', async ({ page }) => {
  await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill('owner@acme.test')
  await page.getByLabel('Password').fill('not the right password')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByText('E-mail and password do not match.')).toBeVisible()
  await expect(page.getByLabel('E-mail')).toHaveValue('owner@acme.test')
})

test('one click signs a visitor of the demo in', async ({ page }) => {
  await page.goto('/sign-in')
  await page.getByRole('button', { name: /Verifier verifier@acme.test/ }).click()
  await expect(page).toHaveURL(/\/acme$/)
  await expect(page.getByText('To verify', { exact: true })).toBeVisible()
})

test('somebody in two organizations switches between them', async ({ browser }) => {
  const page = await (await session(browser, 'both@lobby.test')).newPage()
  await page.goto('/choose-organization')
  await page.getByRole('link', { name: /Acme Studio/ }).click()
  await expect(page).toHaveURL(/\/acme$/)
  await ready(page)
  await page.getByRole('button', { name: /Acme Studio/ }).click()
  await page.getByRole('menuitem', { name: /Globex/ }).click()
  await expect(page).toHaveURL(/\/globex$/)
  await expect(page.getByRole('link', { name: 'Audit trail' })).toBeVisible()
})

test('signing out ends the session on the server too', async ({ browser }) => {
  const page = await signedIn(browser, 'member@acme.test')
  const cookies = await page.context().cookies()
  await page.getByRole('button', { name: /Mia Member/ }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(page).toHaveURL(/\/sign-in/)
  await page.context().addCookies(cookies)
  await page.goto('/acme')
  await expect(page).toHaveURL(/\/sign-in/)
})
