import { expect, type Page, test } from '@playwright/test'
import { ready, session } from './people'

const bell = (page: Page) => page.getByRole('banner').getByRole('link', { name: /^Notifications(, \d+ unread)?$/ })

/** Somebody mentions the developer on their task, by the same operation that the page calls. */
async function mention(page: Page, text: string): Promise<void> {
  const { items } = await (await page.request.get('/api/v1/organizations/acme/members?limit=100')).json()
  const { id } = items.find(({ email }: { email: string }) => email === 'developer@acme.test')
  const answer = await page.request.post('/api/v1/organizations/acme/tasks/SHOP-1/comments', {
    data: { body: `@[Developer](${id}) ${text}` },
    headers: { origin: new URL(page.url()).origin },
  })
  expect(answer.status()).toBe(201)
}

test('a mention rings in both tabs, says why it came, and is read in both when it is read in one', async ({
  browser,
}) => {
  const [one, other] = [await session(browser, 'developer@acme.test'), await session(browser, 'manager@acme.test')]
  const [first, second, manager] = [await one.newPage(), await one.newPage(), await other.newPage()]
  for (const page of [first, second]) {
    await page.goto('/acme/notifications')
    await ready(page)
  }
  const readAll = first.getByRole('main').getByRole('button', { name: 'Mark all as read' })
  if (await readAll.isVisible()) await readAll.click()
  for (const page of [first, second]) await expect(bell(page)).toHaveAccessibleName('Notifications')

  await manager.goto('/acme')
  await mention(manager, 'is it ready?')
  for (const page of [first, second]) {
    await expect(bell(page)).toHaveAccessibleName('Notifications, 1 unread')
    await expect(
      page.getByRole('main').getByText('You were mentioned. From the switch “Mentions and answers”.').first(),
    ).toBeVisible()
  }

  await bell(first).click()
  const panel = first.getByRole('dialog', { name: 'Notifications' })
  await expect(panel.getByRole('listitem').first()).toContainText('mentioned you on SHOP-1')
  await panel
    .getByRole('button', { name: /^Mark as read: / })
    .first()
    .click()
  for (const page of [first, second]) await expect(bell(page)).toHaveAccessibleName('Notifications')
  await Promise.all([one.close(), other.close()])
})

test('a switch is turned off at the notice that it let through, taken back, and found in the settings', async ({
  browser,
}) => {
  const context = await session(browser, 'developer@acme.test')
  const page = await context.newPage()
  await page.goto('/acme/notifications?filter=mentions')
  await ready(page)
  await page
    .getByRole('button', { name: /^More about: / })
    .first()
    .click()
  await page.getByRole('menuitem', { name: 'Turn off “Mentions and answers”', exact: true }).click()
  await expect(page.getByText('“Mentions and answers” is off now')).toBeVisible()
  await page.getByRole('link', { name: 'Settings' }).click()
  const inLobby = page.getByRole('switch', { name: 'Mentions and answers in Lobby' })
  await expect(inLobby).not.toBeChecked()
  const undo = page.getByRole('button', { name: 'Undo' })
  await undo.click()
  await expect(undo).toBeHidden()
  await page.reload()
  await expect(inLobby).toBeChecked()
  await context.close()
})
