import { expect, type Locator, type Page, test } from '@playwright/test'
import { project } from './made'
import { choose, ready, session } from './people'

/** What plans the work: checklists, what waits for what, milestones, views, and the timeline. */

async function opened(browser: Parameters<typeof session>[0], path: string, email = 'hanna@acme.test') {
  const page = await (await session(browser, email)).newPage()
  await page.goto(path)
  await ready(page)
  return page
}

test('a checklist is ticked, ordered, renamed and shortened, and everybody finds it so', async ({ browser }) => {
  const { key, owner, ids } = await project(browser)
  await owner('POST', `/projects/${key}/tasks`, { title: 'Move in', assigneeId: ids.developer })
  for (const text of ['Pack', 'Carry', 'Unpack']) await owner('POST', `/tasks/${key}-1/checklist`, { text })
  const page = await opened(browser, `/acme/tasks/${key}-1`, 'yuki@acme.test')
  const boxes = page.getByRole('main').getByRole('checkbox')
  const names = () => boxes.evaluateAll((all) => all.map((box) => box.getAttribute('aria-label')))
  await expect(boxes).toHaveCount(3)
  await page.getByRole('checkbox', { name: 'Carry' }).check()
  await expect(page.getByText('1/3')).toBeVisible()
  await page.getByRole('checkbox', { name: 'Unpack', exact: true }).hover()
  await page.getByRole('button', { name: 'Move “Unpack” up' }).click()
  await expect.poll(names).toEqual(['Pack', 'Unpack', 'Carry'])
  await page.getByRole('button', { name: 'Rename “Pack”' }).click()
  await page.getByRole('textbox', { name: 'Text of the item' }).fill('Pack the books')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Remove “Unpack”' }).click()
  await expect.poll(names).toEqual(['Pack the books', 'Carry'])
  await page.getByRole('button', { name: 'Set progress to 50 %' }).click()
  await expect(page.getByRole('spinbutton', { name: 'Progress' })).toHaveValue('50')
  await page.reload()
  await expect.poll(names).toEqual(['Pack the books', 'Carry'])
  await expect(page.getByRole('checkbox', { name: 'Carry' })).toBeChecked()
  await page.context().close()
})

test('tasks wait for each other, but never in a circle', async ({ browser }) => {
  const { key, owner } = await project(browser, { tasks: ['Dig', 'Build', 'Paint'] })
  const { id: first } = await owner('GET', `/tasks/${key}-1`)
  const { id: second } = await owner('GET', `/tasks/${key}-2`)
  await owner('POST', `/tasks/${key}-2/dependencies`, { dependsOn: first })
  await owner('POST', `/tasks/${key}-3/dependencies`, { dependsOn: second })
  const page = await opened(browser, `/acme/tasks/${key}-1`)
  await expect(page.getByRole('list', { name: 'Blocks' }).getByRole('link')).toHaveText([`${key}-2 Build`])
  await choose(page, 'Add a task that this one waits for', 'Paint')
  await expect(page.getByText('These tasks would wait for each other.').first()).toBeVisible()
  await expect(page.getByRole('list', { name: 'Waits for' })).toHaveCount(0)
  await choose(page, 'Add a task that waits for this one', `${key}-3`)
  await expect(page.getByRole('list', { name: 'Blocks' }).getByRole('link')).toHaveCount(2)
  await page.getByRole('button', { name: `Remove ${key}-2` }).click()
  await expect(page.getByRole('list', { name: 'Blocks' }).getByRole('link')).toHaveText([`${key}-3 Paint`])
  await page.context().close()
})

test('a milestone is added, refused without a name, changed, deleted and brought back', async ({ browser }) => {
  const { key } = await project(browser)
  const page = await opened(browser, `/acme/projects/${key}`)
  const dialog = page.getByRole('dialog')
  await page.getByRole('button', { name: 'Add milestone' }).click()
  await dialog.getByRole('button', { name: 'Save milestone' }).click()
  await expect(dialog.getByRole('textbox', { name: 'Title' })).toHaveAttribute('aria-invalid', 'true')
  await dialog.getByRole('textbox', { name: 'Title' }).fill('Ready')
  await dialog.getByLabel(/^Day/).fill('2027-03-01')
  await dialog.getByRole('button', { name: 'Save milestone' }).click()
  await expect(dialog).toBeHidden()
  const list = page.getByRole('list', { name: 'Milestones' })
  await expect(list).toContainText('Mar 1, 2027')
  await page.getByRole('button', { name: 'Edit Ready' }).click()
  await dialog.getByRole('textbox', { name: 'Title' }).fill('Ready to try')
  await dialog.getByRole('button', { name: 'Save milestone' }).click()
  await expect(list).toContainText('Ready to try')
  await page.getByRole('button', { name: 'Edit Ready to try' }).click()
  await dialog.getByRole('button', { name: 'Delete' }).click()
  await expect(list).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(list).toContainText('Ready to try')
  await page.context().close()
})

test('a view is kept, shared, renamed and deleted; a colleague picks a shared one', async ({ browser }) => {
  const { key } = await project(browser, { tasks: ['One', { title: 'Two', priority: 'HIGH' }] })
  const page = await opened(browser, `/acme/projects/${key}/tasks?priority=HIGH`)
  const views = page.getByRole('button', { name: /^Views/ })
  const dialog = page.getByRole('dialog')
  await views.click()
  await page.getByRole('menuitem', { name: 'Save as a view' }).click()
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Important')
  await dialog.getByRole('checkbox', { name: 'Share with the team of this project' }).check()
  await dialog.getByRole('button', { name: 'Save view' }).click()
  await expect(page.getByText('“Important” saved')).toBeVisible()

  const colleague = await opened(browser, `/acme/projects/${key}/tasks`, 'yuki@acme.test')
  await expect(colleague.getByRole('link', { name: `${key}-1 One` })).toBeVisible()
  await colleague.getByRole('button', { name: /^Views/ }).click()
  await colleague.getByRole('menuitem', { name: /^Important/ }).click()
  await expect(colleague.getByRole('link', { name: `${key}-1 One` })).toHaveCount(0)
  await expect(colleague.getByRole('link', { name: `${key}-2 Two` })).toBeVisible()

  await views.click()
  await page.getByRole('menuitem', { name: 'Rename or share' }).click()
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Urgent things')
  await dialog.getByRole('button', { name: 'Save view' }).click()
  await expect(page.getByText('“Urgent things” saved')).toBeVisible()
  await views.click()
  await page.getByRole('menuitem', { name: 'Delete view' }).click()
  await expect(page.getByText('“Urgent things” deleted')).toBeVisible()
  await views.click()
  await expect(page.getByRole('menuitem', { name: /^Urgent things/ })).toHaveCount(0)
  await Promise.all([page.context().close(), colleague.context().close()])
})

test('a bar on the timeline is dragged, pulled at its end, and goes back where it was', async ({ browser }) => {
  const { key, owner } = await project(browser, {
    tasks: [{ title: 'Lay the floor', startsOn: '2026-11-23', dueOn: '2026-12-02' }],
  })
  const page = await opened(browser, `/acme/projects/${key}/timeline`)
  await page.getByRole('button', { name: 'Weeks' }).click()
  const bar = (days: string) => page.getByRole('link', { name: `${key}-1 Lay the floor, ${days}` })
  const days = async () => {
    const { startsOn, dueOn } = await owner('GET', `/tasks/${key}-1`)
    return [startsOn, dueOn]
  }
  const day = (await widthOf(bar('Nov 23 to Dec 2'))) / 10
  await pull(page, bar('Nov 23 to Dec 2'), 'middle', 3 * day)
  await expect(bar('Nov 26 to Dec 5')).toBeVisible()
  await expect.poll(days).toEqual(['2026-11-26', '2026-12-05'])
  await pull(page, bar('Nov 26 to Dec 5'), 'end', 2 * day)
  await expect(bar('Nov 26 to Dec 7')).toBeVisible()
  await expect.poll(days).toEqual(['2026-11-26', '2026-12-07'])
  await expect(page).toHaveURL(/timeline$/)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(bar('Nov 23 to Dec 2')).toBeVisible()
  await expect.poll(days).toEqual(['2026-11-23', '2026-12-02'])
  await page.context().close()
})

const widthOf = async (bar: Locator) => (await bar.boundingBox())?.width ?? 0

/** Takes a bar with the mouse, in the middle or at its end, and draws it by some pixels. */
async function pull(page: Page, bar: Locator, at: 'middle' | 'end', by: number) {
  await bar.scrollIntoViewIfNeeded()
  const box = await bar.boundingBox()
  if (!box) throw new Error('The bar is not there.')
  const [x, y] = [box.x + (at === 'middle' ? box.width / 2 : box.width - 3), box.y + box.height / 2]
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x + by, y, { steps: 5 })
  await page.mouse.up()
}
