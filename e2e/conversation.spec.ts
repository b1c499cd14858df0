import { type Browser, expect, type Page, test } from '@playwright/test'
import { project } from './made'
import { ready, session } from './people'

/** What people say and bring along. */

async function opened(browser: Browser, path: string, email: string): Promise<Page> {
  const page = await (await session(browser, email)).newPage()
  await page.goto(path)
  await ready(page)
  return page
}
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

test('a comment is answered, changed and deleted, and a reaction is put and taken back', async ({ browser }) => {
  const { key } = await project(browser, { tasks: ['Talk about it'] })
  const path = `/acme/tasks/${key}-1`
  const [developer, manager] = await Promise.all([
    opened(browser, path, 'yuki@acme.test'),
    opened(browser, path, 'hanna@acme.test'),
  ])
  const write = async (page: Page, text: string) => {
    await page.getByRole('textbox', { name: 'Write a comment' }).fill(text)
    await page.getByRole('button', { name: 'Comment', exact: true }).click()
    await expect(page.getByRole('textbox', { name: 'Write a comment' })).toHaveValue('')
  }
  await write(developer, 'Is it blue?')
  await expect(manager.getByText('Is it blue?')).toBeVisible()
  await manager.getByRole('button', { name: 'Reply to Yuki Tanaka' }).click()
  await manager.getByRole('textbox', { name: 'Reply to Yuki Tanaka' }).fill('It is green.')
  await manager
    .getByRole('form', { name: 'Reply to Yuki Tanaka' })
    .getByRole('button', { name: 'Comment', exact: true })
    .click()
  const replies = developer.getByRole('list', { name: 'Replies to Yuki Tanaka' })
  await expect(replies.getByText('It is green.')).toBeVisible()

  const answer = replies.getByRole('article', { name: 'Hanna Berg' })
  await answer.getByRole('button', { name: 'Add a reaction' }).click()
  await answer.getByRole('button', { name: 'Thumbs up' }).click()
  const thumb = manager.getByRole('button', { name: /^Thumbs up: 1/ })
  await expect(thumb).toHaveAccessibleName('Thumbs up: 1')
  await thumb.click()
  await expect(manager.getByRole('button', { name: 'Thumbs up: 2, with yours' })).toBeVisible()
  await expect(answer.getByRole('button', { name: 'Thumbs up: 2, with yours' })).toBeVisible()
  await answer.getByRole('button', { name: /^Thumbs up/ }).click()
  await expect(answer.getByRole('button', { name: 'Thumbs up: 1', exact: true })).toBeVisible()

  await manager.getByRole('button', { name: 'Actions for the comment of Hanna Berg' }).click()
  await manager.getByRole('menuitem', { name: 'Edit' }).click()
  await manager.getByRole('textbox', { name: 'Edit your comment' }).fill('It is **red**.')
  await manager.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(replies.locator('strong')).toHaveText('red')
  await expect(answer.getByText('(edited)')).toBeVisible()

  await answer.getByRole('button', { name: 'Actions for the comment of Hanna Berg' }).click()
  await developer.getByRole('menuitem', { name: 'Who can see this' }).click()
  const readers = developer.getByRole('dialog', { name: 'Who can see this' })
  await expect(readers.getByText('You may read what is for the team only.')).toBeVisible()
  await expect(readers.getByRole('listitem').filter({ hasText: 'Hanna Berg' })).toContainText('This comment is theirs.')
  await developer.keyboard.press('Escape')
  await expect(readers).toBeHidden()

  await developer.getByRole('button', { name: 'Actions for the comment of Yuki Tanaka' }).click()
  await developer.getByRole('menuitem', { name: 'Delete' }).click()
  await developer.getByRole('alertdialog').getByRole('button', { name: 'Delete comment' }).click()
  await expect(developer.getByText('This comment was deleted.')).toBeVisible()
  await expect(replies.or(developer.getByText('red')).first()).toBeVisible()
  await expect(manager.getByText('Is it blue?')).toHaveCount(0)
  await Promise.all([developer.context().close(), manager.context().close()])
})

test('what was typed and not sent is there after a reload, also an answer that was begun', async ({ browser }) => {
  const { key, owner } = await project(browser, { tasks: ['Think first'] })
  await owner('POST', `/tasks/${key}-1/comments`, { body: 'A question' })
  const page = await opened(browser, `/acme/tasks/${key}-1`, 'yuki@acme.test')
  const field = page.getByRole('textbox', { name: 'Write a comment' })
  await field.fill('Half a thought')
  await page.getByRole('button', { name: 'Reply to Olga Owner' }).click()
  await page.getByRole('textbox', { name: 'Reply to Olga Owner' }).fill('Half an answer')
  await page.reload()
  await ready(page)
  await expect(field).toHaveValue('Half a thought')
  await page.getByRole('button', { name: 'Reply to Olga Owner' }).click()
  await expect(page.getByRole('textbox', { name: 'Reply to Olga Owner' })).toHaveValue('Half an answer')
  await page.getByRole('button', { name: 'Comment', exact: true }).last().click()
  await expect(field).toHaveValue('')
  await page.reload()
  await ready(page)
  await expect(field).toHaveValue('')
  await page.context().close()
})

/** A file in the hand of the mouse or in the clipboard. */
const carried = (page: Page, name: string, type: string, text: string) =>
  page.evaluateHandle(
    ([name, type, text]) => {
      const transfer = new DataTransfer()
      transfer.items.add(new File([text as string], name as string, { type }))
      return transfer
    },
    [name, type, text],
  )

test('files come by drop, by paste and by button, and one that is refused says why', async ({ browser }) => {
  const { key } = await project(browser, { tasks: ['Collect the papers'] })
  const page = await opened(browser, `/acme/tasks/${key}-1`, 'yuki@acme.test')
  const files = page.getByRole('list', { name: 'Files, newest first' })
  const place = page.getByText('No files yet.').or(files).first()
  const dropped = await carried(page, 'plan.txt', 'text/plain', 'The plan')
  await place.dispatchEvent('dragover', { dataTransfer: dropped })
  await place.dispatchEvent('drop', { dataTransfer: dropped })
  await expect(files.getByRole('link', { name: 'Open plan.txt' })).toBeVisible()

  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Attach a file' }).first().click()
  await (await chooser).setFiles([
    { name: 'photo.png', mimeType: 'image/png', buffer: png },
    { name: 'empty.txt', mimeType: 'text/plain', buffer: Buffer.alloc(0) },
  ])
  await expect(files.getByRole('link', { name: 'Open photo.png' })).toBeVisible()
  await expect(page.getByRole('main').getByText('empty.txt was not attached. This file is empty.')).toBeVisible()
  await page.getByRole('button', { name: 'Close the message about empty.txt' }).click()
  await expect(page.getByRole('main').getByText('empty.txt was not attached.')).toHaveCount(0)

  const field = page.getByRole('textbox', { name: 'Write a comment' })
  await field.evaluate((element) => {
    const clipboardData = new DataTransfer()
    clipboardData.items.add(new File(['from the screen'], 'screen.txt', { type: 'text/plain' }))
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  })
  await expect(page.getByRole('form', { name: 'Write a comment' }).getByText('screen.txt')).toBeVisible()
  await field.fill('See the picture')
  await page.getByRole('button', { name: 'Comment', exact: true }).click()
  const comments = page.getByRole('list', { name: 'Comments, oldest first' })
  await expect(comments.getByRole('link', { name: 'Open screen.txt' })).toBeVisible()

  await page.getByRole('button', { name: 'Delete plan.txt' }).click()
  await expect(files.getByRole('link', { name: 'Open plan.txt' })).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(files.getByRole('link', { name: 'Open plan.txt' })).toBeVisible()
  await page.context().close()
})

test('a proof that is not what it calls itself is refused at its field, and nothing typed is lost', async ({
  browser,
}) => {
  const { key } = await project(browser, { active: false })
  const page = await opened(browser, `/acme/projects/${key}/payments/new`, 'omar@acme.test')
  await page.getByLabel('Amount').fill('100.00')
  await page.getByLabel('Method').selectOption('Cash')
  await page.getByLabel('Reference').fill('Till 7')
  const file = page.locator('input[type=file]')
  await file.setInputFiles({ name: 'proof.pdf', mimeType: 'application/pdf', buffer: Buffer.from('not a PDF at all') })
  await page.getByRole('button', { name: 'Record payment' }).click()
  await expect(page.getByText('Attach the proof as PDF, PNG, JPEG, WebP, GIF or HEIC.').first()).toBeVisible()
  await expect(page.getByLabel('Reference')).toHaveValue('Till 7')
  await file.setInputFiles({ name: 'proof.png', mimeType: 'image/png', buffer: png })
  await page.getByRole('button', { name: 'Record payment' }).click()
  await expect(page.getByRole('cell', { name: 'Till 7' })).toBeVisible()
  await page.context().close()
})
