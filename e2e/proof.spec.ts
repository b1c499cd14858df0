import { expect, test } from '@playwright/test'
import { signedIn } from './people'

test.describe.configure({ retries: 0 })

test('an admin has the installation attack itself, and gets a sheet on which nothing was let through', async ({
  browser,
}) => {
  test.setTimeout(400_000)
  const admin = await signedIn(browser, 'admin@acme.test')
  await admin.goto('/acme/audit')
  await admin.getByRole('link', { name: 'Proof of isolation' }).click()
  await admin.getByRole('button', { name: 'Run the proof' }).click()
  await expect(admin.getByRole('status').filter({ hasText: 'The proof is running' })).toBeVisible()
  // It runs over the wire, against everything that this build serves.
  const sheet = admin.getByRole('region', { name: /^Sheet of/ })
  await expect(sheet).toBeVisible({ timeout: 300_000 })
  await expect(sheet.getByRole('listitem')).toHaveCount(0)
  await expect(sheet.getByText('Nothing was let through')).toBeVisible()
  for (const part of [
    'Tables',
    'Operations of the API',
    'Files',
    'Colleagues',
    'Pages',
    'Live channels',
    'Actions of the pages',
  ])
    await expect(sheet.getByRole('row').filter({ has: admin.getByText(part, { exact: true }) })).toBeVisible()

  const developer = await signedIn(browser, 'developer@acme.test')
  expect((await developer.goto('/acme/isolation'))?.status()).toBe(403)
})
