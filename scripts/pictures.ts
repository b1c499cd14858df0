import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { chromium, type Page } from '@playwright/test'
import { demoPassword } from '@/lib/accounts/demo'
import { ensureBrowser } from './ensure-browser.mjs'

/** `npm run pictures`: the pictures of README.md and docs/access.md, from the running demo, in light and dark. */

const base = process.env.LOBBY_URL ?? 'http://localhost:3000'
const folder = join(process.cwd(), 'docs/pictures')
type Picture = { name: string; who: string; path: string; phone?: boolean; open?: (page: Page) => Promise<void> }

const openDraft = async (page: Page) => {
  await page.getByRole('link', { name: 'Developer' }).first().click()
  await page.getByRole('button', { name: /^Clients, View: / }).click()
  await page.getByRole('menuitemradio', { name: /^All/ }).click()
}
const pictures: Picture[] = [
  { name: 'home', who: 'owner', path: '/acme' },
  { name: 'board', who: 'manager', path: '/acme/projects/SHOP/board' },
  { name: 'timeline', who: 'owner', path: '/acme/projects/SHOP/timeline' },
  { name: 'payments', who: 'verifier', path: '/acme/payments' },
  { name: 'ticket', who: 'support', path: '/acme/tickets/SUP-1' },
  { name: 'client', who: 'client', path: '/acme', phone: true },
  {
    name: 'role',
    who: 'admin',
    path: '/acme/roles',
    async open(page) {
      await page.getByRole('link', { name: 'Developer' }).first().click()
      await page.getByRole('heading', { level: 1, name: /Developer/ }).waitFor()
    },
  },
  {
    name: 'rehearsal',
    who: 'admin',
    path: '/acme/roles',
    async open(page) {
      await openDraft(page)
      await page.getByRole('button', { name: 'What changes?' }).click()
      await page.getByRole('dialog').getByText('gains', { exact: false }).first().waitFor()
    },
  },
  {
    name: 'walk',
    who: 'owner',
    path: '/acme/roles',
    async open(page) {
      await openDraft(page)
      await page.getByRole('button', { name: 'Walk with this draft' }).click()
      await page.getByRole('combobox', { name: 'With whose eyes' }).selectOption({ index: 1 })
      await page.getByRole('button', { name: 'Begin' }).click()
      await page.getByRole('region', { name: 'Looking around read-only' }).waitFor()
      await page.goto('/acme/clients')
    },
  },
  {
    name: 'as-of',
    who: 'owner',
    path: '/acme/projects/SHOP/history',
    async open(page) {
      await page.getByRole('link', { name: 'As of…' }).click()
      await page.getByRole('button', { name: 'Show', exact: true }).click()
      await page.getByRole('heading', { name: 'Who could see it' }).waitFor()
    },
  },
  {
    name: 'isolation',
    who: 'admin',
    path: '/acme/isolation',
    async open(page) {
      const sheet = page.getByRole('region', { name: /^Sheet of/ })
      if ((await sheet.count()) === 0) await page.getByRole('button', { name: 'Run the proof' }).click()
      await sheet.waitFor({ timeout: 300_000 })
    },
  },
  {
    name: 'who-sees-this',
    who: 'owner',
    path: '/acme/projects/SHOP',
    async open(page) {
      await page.getByRole('button', { name: 'Who can see this' }).click()
      await page.getByRole('dialog').getByText('Outside').waitFor()
    },
  },
]

async function main() {
  mkdirSync(folder, { recursive: true })
  const browser = await chromium.launch({ executablePath: await ensureBrowser() })
  for (const colorScheme of ['light', 'dark'] as const)
    for (const { name, who, path, phone, open } of pictures) {
      const viewport = phone ? { width: 390, height: 780 } : { width: 1280, height: 800 }
      const context = await browser.newContext({ baseURL: base, colorScheme, viewport, reducedMotion: 'reduce' })
      const { csrfToken } = (await (await context.request.get('/api/auth/csrf')).json()) as { csrfToken: string }
      const form = { csrfToken, email: `${who}@acme.test`, password: demoPassword, json: 'true' }
      const answer = await context.request.post('/api/auth/callback/credentials', { form })
      if (!answer.ok()) throw new Error(`${who} could not sign in: is the demo running at ${base}?`)
      const page = await context.newPage()
      await page.goto(path, { waitUntil: 'networkidle' })
      await open?.(page)
      await page.waitForLoadState('networkidle')
      const file = `${name}${colorScheme === 'dark' ? '-dark' : ''}.png`
      await page.screenshot({ path: join(folder, file) })
      console.log(file)
      await context.close()
    }
  await browser.close()
}

main().catch((error) => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})
