import { expect, test } from '@playwright/test'
import { demoPassword } from '@/lib/accounts/demo'
import { rest } from './made'
import { ready } from './people'

test('somebody adds a passkey, signs in with it alone, renames and removes it', async ({ browser }) => {
  const email = `pass-${Date.now() % 1_000_000}@key.test`
  const owner = await rest(browser, 'owner@acme.test')
  const { items: roles } = await owner('GET', '/roles?limit=100')
  const roleIds = [roles.find(({ key }: { key: string }) => key === 'developer').id]
  const { password } = await owner('POST', '/members', { email, name: 'Paula Pass', roleIds })

  const page = await (await browser.newContext()).newPage()
  const devices = await page.context().newCDPSession(page)
  await devices.send('WebAuthn.enable')
  const device = { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true } as const
  await devices.send('WebAuthn.addVirtualAuthenticator', {
    options: { ...device, isUserVerified: true, automaticPresenceSimulation: true },
  })
  const signIn = page.getByRole('button', { name: 'Sign in', exact: true })
  await page.goto('/sign-in?to=/account/security')
  await ready(page)
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password').fill(password)
  await signIn.click()
  await page.getByLabel('Your own password').fill(`${demoPassword} of Paula`)
  await signIn.click()

  await page.getByRole('button', { name: 'Add a passkey' }).click()
  const card = page.locator('section', { has: page.getByRole('heading', { name: 'Passkeys' }) })
  await card.getByLabel('Your password').fill(`${demoPassword} of Paula`)
  await card.getByLabel('What do you call it?').fill('Work laptop')
  await card.getByRole('button', { name: 'Go on' }).click()
  await page.getByRole('button', { name: 'I have kept them' }).click()
  await expect(page.getByRole('list', { name: 'Your passkeys' })).toContainText('Work laptop')
  await page.screenshot({ path: 'test-results/passkeys.png', fullPage: true })

  await page.context().clearCookies()
  await page.goto('/sign-in?to=/account/security')
  await ready(page)
  await page.screenshot({ path: 'test-results/passkey-sign-in.png' })
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
  await expect(page).toHaveURL(/\/account\/security/)
  await ready(page)

  await page.getByRole('button', { name: 'Rename Work laptop' }).click()
  await page.getByRole('dialog').getByLabel('What do you call it?').fill('Old laptop')
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await page.getByRole('button', { name: 'Remove Old laptop?' }).click()
  await page.screenshot({ path: 'test-results/passkey-remove.png' })
  await page.getByRole('dialog').getByLabel('Your password').fill(`${demoPassword} of Paula`)
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
  await expect(page.getByText('You have no passkey yet.')).toBeVisible()
})
