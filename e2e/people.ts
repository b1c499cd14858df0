import { type Browser, type BrowserContext, expect, type Page } from '@playwright/test'
import { demoPassword } from '@/lib/accounts/demo'

/** Waits until the page answers, to its shortcuts too: a person takes longer to find the field than a test does. */
export const ready = (page: Page): Promise<void> =>
  expect
    .poll(() =>
      page.evaluate(async () => {
        const controls = [...document.querySelectorAll('main button, main input')]
        const shown = controls.length > 0 ? controls : [...document.querySelectorAll('main a')].slice(0, 1)
        const answers = (element: Element) => Object.keys(element).some((key) => key.startsWith('__reactProps'))
        if (!shown.every(answers)) return false
        // What listens to the whole page begins to once it is drawn.
        await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))
        return true
      }),
    )
    .toBe(true)

/** Signs somebody of the demo in, through the form that everybody uses, in a browser of their own. */
export async function signedIn(browser: Browser, email: string, to = '/acme'): Promise<Page> {
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto(`/sign-in?to=${encodeURIComponent(to)}`)
  await ready(page)
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password').fill(demoPassword)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page).toHaveURL((url) => `${url.pathname}${url.search}`.startsWith(to))
  await ready(page)
  return page
}

/** The same without a click, for tests that are about something else. */
export async function session(browser: Browser, email: string, password = demoPassword): Promise<BrowserContext> {
  const context = await browser.newContext()
  const { csrfToken } = (await (await context.request.get('/api/auth/csrf')).json()) as { csrfToken: string }
  const form = { csrfToken, email, password, json: 'true' }
  const answer = await context.request.post('/api/auth/callback/credentials', { form })
  expect(answer.status(), `${email} signs in`).toBe(200)
  return context
}

/** Chooses one entry of a combobox by typing. */
export async function choose(page: Page, label: string, text: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).fill(text)
  await page
    .getByRole('option', { name: new RegExp(text) })
    .first()
    .click()
}

/** The link in the newest mail to an address, as the platform admin sees it in the mailbox. */
export async function linkFromMail(admin: Page, to: string, pattern: RegExp): Promise<string> {
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
