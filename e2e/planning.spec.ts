import { expect, type Locator, test } from '@playwright/test'
import { ready, session } from './people'

/** How many of the bars and how much of today stand within the visible part of the chart. */
const seen = (chart: Locator) =>
  chart.evaluate((box) => {
    const frame = box.getBoundingClientRect()
    const left = frame.left + (box.querySelector('ul')?.clientWidth ?? 0)
    const within = ({ left: from, right: to, top, bottom }: DOMRect) =>
      to > left && from < frame.right && bottom > frame.top + 48 && top < frame.bottom
    return [...box.querySelectorAll('a[aria-label]')].filter((bar) => within(bar.getBoundingClientRect())).length
  })

test('a timeline opens where something is near today, on a wide screen and on a phone, at every zoom', async ({
  browser,
}) => {
  const context = await session(browser, 'manager@acme.test')
  const page = await context.newPage()
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 800 })
    await page.goto('/acme/projects/SHOP/timeline')
    await ready(page)
    const chart = page.getByRole('region', { name: 'Timeline' })
    for (const zoom of ['Months', 'Weeks', 'Quarters']) {
      await page.getByRole('button', { name: zoom, exact: true }).click()
      await expect(page.getByText('Today', { exact: true })).toBeInViewport()
      expect(await seen(chart), `${zoom} at ${width} px`).toBeGreaterThan(0)
    }
  }
  await context.close()
})

test('a project and a ticket are watched and muted where they are read, and keep it', async ({ browser }) => {
  const context = await session(browser, 'support@acme.test')
  const page = await context.newPage()
  await page.goto('/acme/tickets')
  const ticket = await page.getByRole('table').getByRole('link').first().getAttribute('href')
  for (const address of ['/acme/projects/SHOP', ticket ?? '']) {
    await page.goto(address)
    await ready(page)
    const notices = page.getByRole('group', { name: 'What you hear of this' })
    await notices.getByRole('button', { name: 'Watch' }).click()
    await expect(notices.getByRole('button', { name: 'Stop watching' })).toBeVisible()
    await notices.getByRole('button', { name: 'Mute' }).click()
    await expect(notices.getByRole('button', { name: 'Unmute' })).toBeVisible()
    await expect(notices).toHaveAttribute('aria-busy', 'false')
    await page.reload()
    await ready(page)
    await notices.getByRole('button', { name: 'Unmute' }).click()
    await expect(notices.getByRole('button', { name: 'Watch' })).toBeVisible()
    await expect(notices).toHaveAttribute('aria-busy', 'false')
  }
  await context.close()
})

test('a card says that it is blocked until what it waits for is done', async ({ browser }) => {
  const context = await session(browser, 'manager@acme.test')
  const page = await context.newPage()
  await page.goto('/acme/projects/SHOP/board')
  await ready(page)
  const headers = { origin: new URL(page.url()).origin }
  const api = '/api/v1/organizations/acme'
  const make = async (title: string) =>
    (await (await page.request.post(`${api}/projects/SHOP/tasks`, { headers, data: { title } })).json()) as {
      id: string
      key: string
      version: number
    }
  const [first, then] = [await make('Pour the foundation'), await make('Raise the walls')]
  const linked = await page.request.post(`${api}/tasks/${then.key}/dependencies`, {
    headers,
    data: { dependsOn: first.id },
  })
  expect(linked.ok()).toBe(true)
  const card = page.locator(`[data-card="${then.id}"]`)
  await page.goto(`/acme/projects/SHOP/board?q=${encodeURIComponent('the walls')}`)
  await expect(card.getByText('Blocked')).toBeVisible()
  const { version } = await (await page.request.get(`${api}/tasks/${first.id}`)).json()
  await page.request.patch(`${api}/tasks/${first.id}`, { headers, data: { version, status: 'DONE' } })
  await expect(card.getByText('Blocked')).toBeHidden()
  await context.close()
})

test('an import that somebody else undoes leaves the open board by itself, and its starter is told who did it', async ({
  browser,
}) => {
  const [starter, other] = [await session(browser, 'manager@acme.test'), await session(browser, 'admin@acme.test')]
  const [board, admin] = [await starter.newPage(), await other.newPage()]
  await board.goto('/acme/projects/SHOP/board')
  await admin.goto('/acme')
  await ready(board)
  const headers = { origin: new URL(board.url()).origin }
  const imports = '/api/v1/organizations/acme/projects/SHOP/imports'
  const content = ['Title', 'Imported by mistake'].join('\n')
  const file = { name: 'mistake.csv', mimeType: 'text/csv', buffer: Buffer.from(content) }
  const { id } = await (await board.request.post(imports, { headers, multipart: { file } })).json()
  const begun = await board.request.post(`${imports}/${id}/start`, { headers, data: { mapping: { Title: 'title' } } })
  expect(begun.ok()).toBe(true)
  const card = board.getByRole('link', { name: /Imported by mistake/ })
  await expect(card).toBeVisible()

  const undone = await admin.request.post(`${imports}/${id}/undo`, { headers, data: {} })
  expect(undone.ok()).toBe(true)
  await expect(card).toBeHidden()
  await board.goto('/acme/notifications')
  await expect(
    board
      .getByRole('main')
      .getByText(/undid your import into SHOP/)
      .first(),
  ).toBeVisible()
  await Promise.all([starter.close(), other.close()])
})
