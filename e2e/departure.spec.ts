import { expect, test } from '@playwright/test'
import { rest } from './made'
import { choose, ready, signedIn } from './people'

test('an admin removes somebody whose work goes to a colleague, and somebody leaves by themselves', async ({
  browser,
}) => {
  const stamp = Date.now() % 1_000_000
  const [email, name] = [`gone-${stamp}@away.test`, `Gina Gone ${stamp}`]
  const owner = await rest(browser, 'owner@acme.test')
  const roles = (await owner('GET', '/roles?limit=100')).items as { id: string; key: string }[]
  const roleIds = [roles.find(({ key }) => key === 'salesperson')?.id]
  const join = async (who: string, called: string) => {
    const { password } = await owner('POST', '/members', { email: who, name: called, roleIds })
    const page = await (await browser.newContext()).newPage()
    await page.goto('/sign-in')
    await ready(page)
    await page.getByLabel('E-mail').fill(who)
    await page.getByLabel('Password').fill(password)
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await page.getByLabel('Your own password').fill('one that only they know')
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await expect(page).toHaveURL(/\/acme/)
    return page
  }
  const hers = await join(email, name)
  const [{ id }] = (await owner('GET', `/members?q=gina%20gone%20${stamp}`)).items as [{ id: string }]
  const made = await owner('POST', '/clients', { name: `Client of Gina ${stamp}`, contacts: [] })
  await owner('PATCH', `/clients/${made.id}`, { version: 1, ownerId: id })

  const page = await signedIn(browser, 'owner@acme.test', `/acme/members?q=Gina+Gone+${stamp}`)
  await page.getByRole('button', { name: `More about ${name}` }).click()
  await page.getByRole('menuitem', { name: 'Remove…' }).click()
  const dialog = page.getByRole('dialog', { name: `Remove ${name}?` })
  await expect(dialog.getByText('Clients: 1')).toBeVisible()
  await dialog.getByRole('button', { name: 'Remove' }).click()
  await expect(dialog.getByText('A client must be looked after by somebody. Choose who.')).toBeVisible()
  await page.screenshot({ path: 'test-results/remove.png' })
  await choose(page, 'Who takes over', 'Omar')
  await dialog.getByRole('button', { name: 'Remove' }).click()
  await expect(page.getByText(`${name} was removed`)).toBeVisible()
  await page.goto(`/acme/members?q=Gina+Gone+${stamp}&status=left`)
  await expect(page.getByRole('row', { name: new RegExp(name) })).toContainText('Left')
  await hers.goto('/acme')
  await expect(hers.getByRole('heading', { level: 1 })).not.toHaveText(/Home/)

  const leaver = await join(`leaver-${stamp}@away.test`, `Lee Leaver ${stamp}`)
  const [{ id: lee }] = (await owner('GET', `/members?q=lee%20leaver%20${stamp}`)).items as [{ id: string }]
  await owner('PUT', `/members/${lee}/suspension`, { reason: 'On leave' })
  await leaver.goto('/choose-organization')
  const kept = leaver.getByRole('listitem').filter({ hasText: 'Acme Studio' })
  await expect(kept).toContainText('You are kept out for now. Ask an admin there to let you in again.')
  await expect(kept.getByText('Suspended', { exact: true })).toBeVisible()
  await expect(kept.getByRole('link')).toHaveCount(0)
  await owner('DELETE', `/members/${lee}/suspension`)
  await leaver.goto('/choose-organization?all')
  await expect(kept.getByRole('link')).toHaveAttribute('href', '/acme')

  await leaver.goto('/account')
  await ready(leaver)
  await leaver.getByRole('button', { name: 'Leave Acme Studio…' }).click()
  await expect(leaver.getByRole('dialog').getByText('There is nothing to hand over.')).toBeVisible()
  await leaver.screenshot({ path: 'test-results/leave.png' })
  await leaver.getByRole('dialog').getByRole('button', { name: 'Leave' }).click()
  await expect(leaver).toHaveURL(/choose-organization/)
})
