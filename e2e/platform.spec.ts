import { expect, test } from '@playwright/test'
import { demoPassword } from '@/lib/accounts/demo'
import { ready, session, signedIn } from './people'

test('a platform admin makes an organization, looks in when its owner allows it, and suspends it with a reason', async ({
  browser,
}) => {
  test.setTimeout(180_000)
  const mark = `fresh-${Date.now() % 1_000_000}`
  const email = `owner@${mark}.test`
  const admin = await signedIn(browser, 'superadmin@lobby.test', '/platform/organizations')
  await admin.getByRole('link', { name: 'New organization' }).click()
  await ready(admin)
  await admin.getByLabel('Name', { exact: true }).fill(mark)
  await expect(admin.getByLabel('Address')).toHaveValue(mark)
  await admin.getByLabel('Contact e-mail').fill(`hi@${mark}.test`)
  await admin.getByLabel('First admin').fill('Fay Fresh')
  await admin.getByLabel('Their e-mail').fill(email)
  await admin.getByRole('radio', { name: 'With a temporary password' }).check()
  await admin.getByRole('button', { name: 'Create organization' }).click()
  const password = await admin.getByText(/^\w{5}-\w{5}-\w{5}-\w{5}/).innerText()
  await admin.getByRole('link', { name: 'Open it' }).click()
  await expect(admin.getByRole('heading', { level: 1, name: mark })).toBeVisible()

  const first = { email, password: /[\w-]+/.exec(password)?.[0], newPassword: demoPassword }
  const program = await browser.newContext()
  expect((await program.request.post('/api/v1/auth/token', { data: first })).status()).toBe(200)
  const owner = await (await session(browser, email)).newPage()

  await admin.getByRole('button', { name: 'Ask for access' }).click()
  await admin.getByLabel('Reason').fill('A broken import')
  await admin.getByLabel('Hours').fill('2')
  await admin.getByRole('button', { name: 'Ask the owner' }).click()
  await expect(admin.getByText('waits for the owner')).toBeVisible()
  expect((await admin.request.get(`/${mark}`)).status()).toBe(404)

  await owner.goto(`/${mark}/settings`)
  await owner.getByRole('button', { name: 'Allow for 2 hours' }).click()
  await expect(owner.getByText('May look in', { exact: true })).toBeVisible()
  await admin.goto(`/${mark}/members`)
  await expect(admin.getByText('Nothing can be changed.', { exact: false })).toBeVisible()
  await expect(admin.getByText(email)).toBeVisible()
  // Nothing is offered that would be refused.
  await expect(admin.getByRole('main').getByRole('button', { name: /Invite|Export|More about/ })).toHaveCount(0)
  await owner.getByRole('button', { name: 'End now' }).click()
  await expect(owner.getByText('Ended', { exact: true })).toBeVisible()
  expect((await admin.request.get(`/${mark}/members`)).status()).toBe(404)

  await admin.goto(`/platform/organizations?q=${mark}`)
  await admin
    .getByRole('row', { name: new RegExp(mark) })
    .getByRole('link')
    .click()
  await admin.getByRole('button', { name: 'Suspend' }).click()
  const dialog = admin.getByRole('dialog')
  await dialog.getByLabel('Reason').fill('Nobody paid')
  await dialog.getByRole('button', { name: 'Suspend' }).click()
  await expect(dialog).toBeHidden()
  await expect(admin.getByRole('main').getByText('Nobody paid').first()).toBeVisible()

  await owner.goto(`/${mark}/projects`)
  await expect(owner).toHaveURL(/choose-organization\?closed=/)
  await expect(owner.getByRole('heading', { name: `${mark} is suspended by the platform` })).toBeVisible()
  await expect(owner.getByText('Nobody paid')).toBeVisible()
})

test('an owner archives their organization with their password and takes it back', async ({ browser }) => {
  test.setTimeout(120_000)
  const mark = `away-${Date.now() % 1_000_000}`
  const context = await session(browser, 'both@lobby.test')
  const owner = await context.newPage()
  const { origin } = new URL((await context.request.get('/api/health')).url())
  const made = { name: mark, slug: mark, contactEmail: `hi@${mark}.test` }
  expect((await context.request.post('/api/v1/organizations', { data: made, headers: { origin } })).status()).toBe(201)

  await owner.goto(`/${mark}/settings`)
  await ready(owner)
  await owner.getByRole('button', { name: 'Archive this organization' }).click()
  const dialog = owner.getByRole('dialog')
  await dialog.getByLabel('Your password').fill('not my password at all')
  await dialog.getByRole('button', { name: 'Archive' }).click()
  await expect(dialog.getByText('This is not your password.')).toBeVisible()
  await dialog.getByLabel('Your password').fill(demoPassword)
  await dialog.getByRole('button', { name: 'Archive' }).click()
  const closed = owner.getByRole('region', { name: `${mark} is archived` })
  await expect(closed).toBeVisible()
  await closed.getByRole('button', { name: 'Restore' }).click()
  await expect(owner).toHaveURL(new RegExp(`/${mark}$`))
})
