import { expect, test } from '@playwright/test'
import { project, rest, unique } from '../made'
import { Keys } from './keys'

/** The way of the money, by keyboard alone: from the lead to the verified payment. */

test('a salesperson turns a call into a lead, a client and a priced project, and shares it', async ({ browser }) => {
  const keys = await Keys.of(browser, 'omar@acme.test')
  const { page } = keys
  const name = `Keyboard Theatre ${unique()}`
  await keys.go('g l', /\/acme\/leads$/)
  await keys.use('link', 'New lead')
  await keys.write('Company', name)
  await keys.write(/^Contact name/, 'Iris Stage')
  await keys.write(/^E-mail/, `${name.replaceAll(' ', '.')}@theatre.example`)
  await keys.press('Enter')
  await expect(page.getByRole('heading', { name })).toBeVisible()

  await keys.use('button', 'Turn into a client')
  const question = page.getByRole('alertdialog')
  await keys.use('button', 'Turn into a client', { within: question })
  await expect(page).toHaveURL(/\/acme\/clients\//)
  await expect(page.getByText('Iris Stage')).toBeVisible()

  const key = `K${unique()}`
  await keys.use('link', 'New project')
  await keys.write('Title', `${name} online`)
  await keys.write('Key', key)
  await keys.write('Cost', '10,000.00')
  await keys.to('radio', 'Amount')
  await keys.press('ArrowRight')
  await expect(page.getByRole('radio', { name: 'Percentage' })).toBeChecked()
  await keys.write(/^Discount in %/, '10', { role: 'spinbutton' })
  await keys.write(/^Tax rate/, '19', { role: 'spinbutton' })
  await keys.choose(/^Project manager/, 'Hanna Berg')
  await keys.press('Escape')
  await expect(page.getByRole('combobox', { name: /^Project manager/ })).toHaveValue('Hanna Berg')
  await keys.date(/^Start date/, '2026-12-12')
  await keys.use('button', 'Create project')
  await expect(page).toHaveURL(new RegExp(`/acme/projects/${key}$`))
  await expect(page.getByText('€10,710.00').first()).toBeVisible()

  await keys.use('button', 'Share')
  const dialog = page.getByRole('dialog', { name: 'Share with the client' })
  await keys.use('checkbox', /Iris Stage/, { within: dialog })
  await keys.use('button', 'Save sharing')
  await expect(page.getByText('Sharing was saved')).toBeVisible()
  await keys.has('button', 'Share')
  await keys.close()
})

test('a verifier walks through the queue, verifies one payment and rejects another with a reason', async ({
  browser,
}) => {
  const { key } = await project(browser, { active: false })
  const sales = await rest(browser, 'omar@acme.test')
  const pay = (amount: number, reference: string) =>
    sales('POST', `/projects/${key}/payments`, {
      amount: { amount, currency: 'EUR' },
      method: 'CASH',
      reference,
      paidOn: '2026-11-01',
    })
  const good = await pay(550_000, 'first half')
  const wrong = await pay(77_700, 'wrong sum')

  const keys = await Keys.of(browser, 'verifier@acme.test')
  const { page } = keys
  await keys.go('g y', /\/acme\/payments/)
  const payment = page.getByRole('region', { name: 'Payment', exact: true })
  /** Presses j until that payment is shown. */
  const find = async ({ id, reference }: { id: string; reference: string }) => {
    const shown = () => page.evaluate(() => location.search)
    await expect(payment).toBeVisible()
    for (let at = 0; at < 60 && !(await shown()).includes(id); at++) {
      const before = await shown()
      await keys.press('j')
      await expect.poll(shown).not.toBe(before)
    }
    await expect(payment.getByText(reference)).toBeVisible()
  }
  await find(good)
  await expect(payment.getByText(key)).toBeVisible()
  await keys.press('v')
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('button', { name: 'Verify payment' })).toBeFocused()
  // The shortcuts of the page behind do not reach into the question.
  await keys.press('r')
  await expect(dialog.getByRole('button', { name: 'Verify payment' })).toBeFocused()
  await keys.press('Enter')
  await expect(page.getByText(`${key} is active now`)).toBeVisible()
  await expect(dialog).toBeHidden()

  await keys.open('/acme/payments')
  await find(wrong)
  await keys.press('r')
  await keys.use('button', 'Reject payment', { within: dialog })
  await expect(dialog.getByRole('textbox', { name: 'Reason' })).toBeFocused()
  await page.keyboard.type('The proof says another sum.')
  await keys.use('button', 'Reject payment', { within: dialog })
  await expect(page.getByText(`€777.00 for ${key} rejected`)).toBeVisible()
  await keys.close()
})

test('a client sees where the project stands, pays with a proof, comments, and asks for help', async ({ browser }) => {
  const title = `Shared ${unique()}`
  const { key, owner } = await project(browser, { title, shared: true, tasks: ['Seen by the client'] })
  const keys = await Keys.of(browser, 'client@acme.test')
  const { page } = keys
  await keys.use('link', new RegExp(title))
  await expect(page).toHaveURL(new RegExp(`/acme/projects/${key}`))
  await keys.use('link', 'Record a payment')
  await keys.write('Amount', '2,500.00')
  await keys.pick('Method', 'Bank transfer')
  await keys.write('Reference', `From a keyboard ${key}`)
  await keys.file('button', /^Proof/, {
    name: 'transfer.png',
    mimeType: 'image/png',
    buffer: Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    ),
  })
  await expect(page.getByText('transfer.png').first()).toBeVisible()
  await keys.use('button', 'Record payment')
  await expect(page.getByText(`From a keyboard ${key}`)).toBeVisible()

  await keys.open(`/acme/tasks/${key}-1`)
  await keys.write('Write a comment', 'Please make it **blue**.')
  await keys.use('button', 'Comment')
  await expect(page.getByRole('list', { name: 'Comments, oldest first' }).locator('strong')).toHaveText('blue')

  await keys.open('/acme')
  await keys.use('link', 'Ask for help')
  await keys.pick('Project', key)
  await keys.write('Title', `It is green ${key}`)
  await keys.use('button', 'Open ticket')
  await expect(page).toHaveURL(/\/acme\/tickets\/SUP-\d+/)
  await expect(page.getByRole('heading', { name: `It is green ${key}` })).toBeVisible()
  await owner('DELETE', `/projects/${key}`)
  await keys.close()
})
