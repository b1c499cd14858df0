import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { project } from './made'
import { ready, session } from './people'

const jira = join(process.cwd(), 'lib/imports/sources/fixtures/jira.csv')

test('a Jira export comes in with its words and people mapped, and goes again as a whole', async ({ browser }) => {
  const { key, owner } = await project(browser)
  const page = await (await session(browser, 'hanna@acme.test')).newPage()
  await page.goto(`/acme/projects/${key}/imports/new`)
  await ready(page)
  const file = page.getByLabel('CSV file or JSON export')
  await file.setInputFiles({
    name: 'tasks.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1'),
  })
  await page.getByRole('button', { name: 'Upload' }).click()
  await expect(page.getByText('This is not a CSV file, nor JSON.').first()).toBeVisible()
  await file.setInputFiles(jira)
  await page.getByRole('button', { name: 'Upload' }).click()
  await expect(page.getByRole('heading', { name: 'What the columns of jira.csv become' })).toBeVisible()
  await expect(page.getByText('This looks like a Jira export.')).toBeVisible()

  await page.getByRole('combobox', { name: 'Status In Review becomes' }).selectOption('DONE')
  await page.getByRole('combobox', { name: 'Dora Dev is' }).selectOption({ label: 'Yuki Tanaka' })
  await page.getByRole('button', { name: 'Check' }).click()
  await expect(page.getByText(/rows? would be imported\./)).toBeVisible()
  await page.getByRole('radio', { name: 'Keep the good rows' }).check()
  await page.getByRole('button', { name: 'Import', exact: true }).click()
  await expect(page.getByText(/tasks? (was|were) imported\./)).toBeVisible({ timeout: 60_000 })
  const tasks = async () => (await owner('GET', `/projects/${key}/tasks?limit=100`)).items
  const shown = (await tasks()).find(({ title }: { title: string }) => title === 'Show the error; do not hide it')
  expect(shown).toMatchObject({ status: 'DONE', assignee: { name: 'Yuki Tanaka' } })

  await owner('PATCH', `/tasks/${shown.key}`, { version: shown.version, priority: 'LOW' })
  await page.reload()
  await ready(page)
  await page.getByRole('button', { name: 'Undo import' }).click()
  const question = page.getByRole('alertdialog')
  await expect(question.getByText(shown.key)).toBeVisible()
  await question.getByRole('button', { name: 'Undo import' }).click()
  await expect(question.getByText('Tick the box if the changed tasks shall go too.')).toBeVisible()
  await question.getByRole('checkbox', { name: 'Take these into the bin as well' }).check()
  await question.getByRole('button', { name: 'Undo import' }).click()
  await expect(page.getByText('This import was undone.')).toBeVisible()
  await expect.poll(tasks).toEqual([])
  await page.context().close()
})
