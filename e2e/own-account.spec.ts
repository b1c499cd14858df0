import { expect, type Page, test } from '@playwright/test'
import { totpOf } from '@/lib/accounts/second-factor'
import { demoPassword } from '../lib/accounts/demo'
import { linkFromMail, ready, session, signedIn } from './people'

/** Somebody of their own, so that nobody else's sessions end. */
async function newcomer(page: Page, slug: string): Promise<string> {
  const email = `nina@${slug}.test`
  await page.goto('/sign-in')
  const answer = await page.request.post('/api/v1/auth/register', {
    data: { name: 'Nina New', email, password: demoPassword, organization: { name: `Nina ${slug}`, slug } },
  })
  expect(answer.status()).toBe(201)
  return email
}

test('somebody moves to another address by the link in the mail, and other sessions end', async ({ browser, page }) => {
  const slug = `moves-${Date.now() % 100_000}`
  const email = await newcomer(page, slug)
  const next = `new@${slug}.test`
  const mine = await signedIn(browser, email, `/${slug}`)
  const elsewhere = await (await session(browser, email)).newPage()
  const admin = await (await session(browser, 'superadmin@lobby.test')).newPage()

  await mine.goto('/account')
  await ready(mine)
  await mine.getByLabel('New e-mail').fill(next)
  await mine.getByLabel('Your password').fill(demoPassword)
  await mine.getByRole('button', { name: 'Change the address' }).click()
  await expect(mine.getByText(`We sent a link to ${next}`)).toBeVisible()
  await linkFromMail(admin, email, /http:\/\/\S*\/keep-email\/\S+/)
  await mine.goto(await linkFromMail(admin, next, /http:\/\/\S*\/confirm-email\/\S+/))
  await ready(mine)
  await mine.getByRole('button', { name: 'Use this address' }).click()
  await expect(mine.getByText(`Your account now belongs to ${next}`)).toBeVisible()
  await mine.getByRole('link', { name: 'Go on' }).click()
  await expect(mine.getByText(`You sign in as ${next}`)).toBeVisible()
  await elsewhere.goto(`/${slug}`)
  await expect(elsewhere).toHaveURL(/\/sign-in/)
})

test('somebody ends a session that they do not know', async ({ browser, page }) => {
  const slug = `ends-${Date.now() % 100_000}`
  const email = await newcomer(page, slug)
  const mine = await signedIn(browser, email, `/${slug}`)
  const other = await signedIn(browser, email, `/${slug}`)
  await mine.goto('/account/sessions')
  await ready(mine)
  await mine.getByRole('button', { name: /^End the session of/ }).click()
  await mine.getByRole('button', { name: 'End', exact: true }).last().click()
  await expect(mine.getByText('The session has ended')).toBeVisible()
  await expect(mine.getByRole('button', { name: /^End the session of/ })).toHaveCount(0)
  await other.goto(`/${slug}`)
  await expect(other).toHaveURL(/\/sign-in/)
})

test('a second factor is set up, asked for by the organization, and opens the door', async ({ browser, page }) => {
  const slug = `factor-${Date.now() % 100_000}`
  const email = await newcomer(page, slug)
  const mine = await signedIn(browser, email, `/${slug}`)
  await mine.goto('/account/security')
  await ready(mine)
  await mine.getByLabel('Your password').fill(demoPassword)
  await mine.getByRole('button', { name: 'Set up' }).click()
  const secret = ((await mine.locator('code').textContent()) ?? '').replaceAll(' ', '')
  await mine.getByLabel('Code', { exact: true }).fill(totpOf(email, secret).generate())
  await mine.getByRole('button', { name: 'Turn it on' }).click()
  await expect(mine.getByRole('heading', { name: 'Your recovery codes' })).toBeFocused()
  const codes = await mine.getByRole('list').filter({ hasText: '-' }).getByRole('listitem').allTextContents()
  expect(codes.length).toBe(10)
  await mine.getByRole('button', { name: 'I have kept them' }).click()
  await expect(mine.getByText('You have 10 of 10 recovery codes left')).toBeVisible()

  await mine.goto(`/${slug}/settings`)
  await ready(mine)
  await mine.getByRole('switch', { name: 'Everybody needs a second factor' }).click()
  await mine.getByRole('button', { name: 'Ask everybody' }).click()
  await expect(mine.getByText('Everybody needs a second factor now')).toBeVisible()

  const again = await (await browser.newContext()).newPage()
  await again.goto(`/sign-in?to=/${slug}`)
  await ready(again)
  await again.getByLabel('E-mail').fill(email)
  await again.getByLabel('Password').fill(demoPassword)
  await again.getByRole('button', { name: 'Sign in', exact: true }).click()
  await again.getByLabel('Code', { exact: true }).fill(codes[0] ?? '')
  await again.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(again).toHaveURL(new RegExp(`/${slug}$`))
})
