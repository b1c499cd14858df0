import { expect, type Page, test } from '@playwright/test'
import { project, rest } from './made'
import { ready, session } from './people'

const bell = (page: Page) => page.getByRole('banner').getByRole('link', { name: /^Notifications(, \d+ unread)?$/ })

/** Somebody whom no other test tells anything, so that their bell counts what is told here. */
const reader = 'both@lobby.test'

test('a mention rings in both tabs, says why it came, and is read in both when it is read in one', async ({
  browser,
}) => {
  const { key, owner } = await project(browser, { tasks: ['Answer the client'] })
  const { items: members } = await owner('GET', '/members?limit=100')
  const { id } = members.find(({ email }: { email: string }) => email === reader)
  await owner('PUT', `/projects/${key}/staff`, { memberIds: [id] })
  const own = await rest(browser, reader)
  await expect.poll(async () => (await own('GET', '/notifications/unread')).unread).toBeGreaterThan(0)
  await own('POST', '/notifications/read', {})

  const context = await session(browser, reader)
  const [first, second] = [await context.newPage(), await context.newPage()]
  for (const page of [first, second]) {
    await page.goto('/acme/notifications')
    await ready(page)
    await expect(bell(page)).toHaveAccessibleName('Notifications')
  }

  await owner('POST', `/tasks/${key}-1/comments`, { body: `@[Bo](${id}) is it ready?` })
  for (const page of [first, second]) {
    await expect(bell(page)).toHaveAccessibleName('Notifications, 1 unread')
    await expect(
      page.getByRole('main').getByText('You were mentioned. From the switch “Mentions and answers”.').first(),
    ).toBeVisible()
  }

  await bell(first).click()
  const panel = first.getByRole('dialog', { name: 'Notifications' })
  await expect(panel.getByRole('listitem').first()).toContainText(`mentioned you on ${key}-1`)
  await panel
    .getByRole('button', { name: /^Mark as read: / })
    .first()
    .click()
  for (const page of [first, second]) await expect(bell(page)).toHaveAccessibleName('Notifications')
  await context.close()
})

test('a switch is turned off at the notice that it let through, taken back, and found in the settings', async ({
  browser,
}) => {
  const context = await session(browser, reader)
  const page = await context.newPage()
  await page.goto('/acme/notifications?filter=mentions')
  await ready(page)
  await page
    .getByRole('button', { name: /^More about: / })
    .first()
    .click()
  await page.getByRole('menuitem', { name: 'Turn off “Mentions and answers”', exact: true }).click()
  const told = page.getByText('“Mentions and answers” is off now')
  await expect(told).toBeVisible()
  await page.getByRole('link', { name: 'Settings' }).click()
  const inLobby = page.getByRole('switch', { name: 'Mentions and answers in Lobby' })
  await expect(inLobby).not.toBeChecked()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(told).toBeHidden()
  await page.reload()
  await expect(inLobby).toBeChecked()
  await context.close()
})
