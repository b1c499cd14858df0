import { expect, test } from '@playwright/test'
import { project, unique } from '../made'
import { Keys } from './keys'

test('support takes a ticket by the time that is left, answers, links its task and calls for help', async ({
  browser,
}) => {
  const { key, owner } = await project(browser, { shared: true, tasks: ['Repair the door'] })
  const title = `The door sticks ${unique()}`
  const { key: ticket } = await owner('POST', `/projects/${key}/tickets`, { title, priority: 'URGENT' })
  const keys = await Keys.of(browser, 'tess@acme.test')
  const { page } = keys
  await keys.go('g t', /\/acme\/tickets/)
  await expect(page.getByRole('table', { name: 'Tickets, the least time left first' })).toBeVisible()
  await keys.press('j')
  for (let at = 0; at < 60 && (await page.locator(':focus', { hasText: title }).count()) === 0; at++)
    await keys.press('j')
  await keys.to('link', new RegExp(`^${ticket} ${title}`), { presses: 0 })
  await keys.press('Enter')
  await expect(page.getByRole('heading', { name: `${ticket} ${title}`, exact: true })).toBeVisible()

  await keys.use('button', 'Take it')
  await expect(page.getByRole('combobox', { name: 'Assignee' }).locator('option:checked')).toHaveText('Tess Moreau')
  await keys.has('combobox', 'Assignee')
  await keys.pick('Priority', 'Low', { back: true })
  await expect(page.getByText('Priority saved.').first()).toBeAttached()
  await keys.has('combobox', 'Priority')
  await keys.use('button', 'Work on it')
  await expect(page.getByText('In progress').first()).toBeVisible()

  const comments = page.getByRole('list', { name: 'Comments, oldest first' })
  await keys.write('Write a reply', 'The hinge is broken again.')
  await keys.use('button', 'Note for the team')
  await expect(comments.getByText('Team only')).toBeVisible()
  await keys.has('textbox', 'Write a reply')
  await page.keyboard.type('We are on our way.')
  await keys.use('switch', 'Share with the client')
  await keys.use('button', 'Send to the client')
  await expect(comments.getByText('Shared with client')).toBeVisible()

  await keys.use('button', 'Link a task')
  await keys.write(/^Task of this project/, `${key}-1`)
  await keys.press('Enter')
  await expect(page.getByRole('link', { name: `${key}-1 Repair the door` })).toBeVisible()

  await keys.use('button', 'Escalate', { back: true })
  const dialog = page.getByRole('dialog', { name: /^Escalate to/ })
  await keys.write('Reason', 'Needs a locksmith.', { within: dialog })
  await keys.use('button', 'Escalate', { within: dialog })
  await expect(page.getByText('Escalated to: Project manager')).toBeVisible()
  await expect(dialog).toBeHidden()
  await keys.has('button', 'Escalate')
  await owner('DELETE', `/projects/${key}`)
  await keys.close()
})

test('a member reads a project and is offered nothing to change it', async ({ browser }) => {
  const title = `Only read ${unique()}`
  const { key } = await project(browser, { title, tasks: ['Look at me'] })
  const keys = await Keys.of(browser, 'member@acme.test')
  const { page } = keys
  await keys.go('g p', /\/acme\/projects$/)
  await keys.write('Search projects', key, { role: 'searchbox' })
  await keys.press('Enter')
  await keys.use('link', new RegExp(`^${key} ${title}`))
  await expect(page.getByRole('heading', { name: `${key} ${title}`, exact: true })).toBeVisible()
  const main = page.getByRole('main')
  const writes = main.getByRole('button', {
    name: /^(Edit|Change|Add|Share|Delete|Mark|Save|Import|Attach|Select|New|Remove)/,
  })
  for (const room of ['Board', 'Tasks', 'Timeline', 'Files', 'Overview']) {
    await keys.use('link', room, { within: main.getByRole('navigation', { name: 'Sections' }) })
    await expect(main.getByRole('link', { name: room, exact: true })).toHaveAttribute('aria-current', 'page')
    await expect(main.getByRole('heading', { level: 2 }).first()).toBeVisible()
    await expect(writes, `writes offered on ${room}`).toHaveCount(0)
    await expect(main.getByRole('combobox', { name: /^(Status|Assignee) of/ })).toHaveCount(0)
  }
  await keys.press('Control+k')
  await page.keyboard.type(`${key}-1`)
  await expect(page.getByRole('option', { name: new RegExp(`^${key}-1`) }).first()).toBeVisible()
  await keys.press('Enter')
  await expect(page.getByRole('heading', { name: 'Look at me' })).toBeVisible()
  await expect(writes).toHaveCount(0)
  await expect(main.getByRole('combobox')).toHaveCount(0)
  await keys.close()
})

test('an owner invites somebody, restores a record, exports a list and sets what reaches them', async ({ browser }) => {
  const keys = await Keys.of(browser, 'owner@acme.test')
  const { page } = keys
  const email = `${unique().toLowerCase()}@keyboard.example`
  await keys.go('g m', /\/acme\/members/)
  await keys.use('button', 'Invite')
  const dialog = page.getByRole('dialog', { name: 'Invite somebody' })
  await keys.write(/^E-mail/, email, { within: dialog })
  await keys.choose(/^Roles/, 'Developer', { within: dialog })
  await keys.use('button', 'Send the invitation', { within: dialog })
  await expect(dialog.getByText(`The invitation for ${email} is on its way`)).toBeVisible()
  await keys.use('button', 'Done', { within: dialog })
  await expect(dialog).toBeHidden()
  await keys.has('button', 'Invite')
  await expect(page.getByText(email)).toBeVisible()

  const company = `Thrown Away ${unique()}`
  await keys.open('/acme/leads/new')
  await keys.write('Company', company)
  await keys.press('Enter')
  await expect(page.getByRole('heading', { name: company })).toBeVisible()
  await keys.use('button', 'Delete lead')
  await keys.use('button', 'Delete lead', { within: page.getByRole('alertdialog') })
  await expect(page).toHaveURL(/\/acme\/leads$/)
  await keys.use('link', 'Bin')
  await keys.use('button', `Restore ${company}`)
  await expect(page.getByText(`${company} was restored`)).toBeVisible()

  await keys.go('g c', /\/acme\/clients$/)
  await keys.use('button', 'Export')
  const download = page.waitForEvent('download')
  await keys.item('Export as CSV')
  expect((await download).suggestedFilename()).toMatch(/^clients-.*\.csv$/)
  await keys.close()
})

test('somebody reads their notifications and turns a kind of them off and on', async ({ browser }) => {
  const { key, ids, owner } = await project(browser)
  const { key: ticket } = await owner('POST', `/projects/${key}/tickets`, { title: 'Something to hear of' })
  await owner('PUT', `/tickets/${ticket}/assignee`, { assigneeId: ids.support })
  const keys = await Keys.of(browser, 'tess@acme.test')
  const { page } = keys
  await keys.go('g n', /\/acme\/notifications/)
  const notice = new RegExp(`assigned ${ticket}`)
  await expect(page.getByRole('main').getByRole('link', { name: notice })).toBeVisible()
  await keys.use('button', new RegExp(`^Mark as read: .*assigned ${ticket}`))
  await expect(
    page.getByRole('main').getByRole('link', { name: new RegExp(`^Unread: .*assigned ${ticket}`) }),
  ).toHaveCount(0)
  await keys.use('link', 'Settings')
  await expect(page).toHaveURL(/settings/)
  const kind = 'Steps of tickets by mail'
  const before = await page.getByRole('switch', { name: kind }).isChecked()
  await keys.use('switch', kind)
  await expect(page.getByRole('switch', { name: kind })).toBeChecked({ checked: !before })
  await keys.has('switch', kind)
  await keys.press('Space')
  await expect(page.getByRole('switch', { name: kind })).toBeChecked({ checked: before })
  await keys.close()
})
