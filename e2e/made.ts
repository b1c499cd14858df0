import { type Browser, expect } from '@playwright/test'
import { session } from './people'

type Body = Record<string, unknown>
// biome-ignore lint/suspicious/noExplicitAny: what a test reads of an answer is checked by reading it
export type Rest = (method: string, path: string, data?: Body) => Promise<any>

/** What somebody of the demo does by program, for the things that a test needs to find there. */
export async function rest(browser: Browser, email: string): Promise<Rest> {
  const { request } = await session(browser, email)
  const { origin } = new URL((await request.get('/api/health')).url())
  return async (method, path, data) => {
    const answer = await request.fetch(`/api/v1/organizations/acme${path}`, { method, data, headers: { origin } })
    const text = await answer.text()
    expect(answer.ok(), `${method} ${path}: ${answer.status()} ${text}`).toBe(true)
    return text ? JSON.parse(text) : null
  }
}

/** A word that no other run of a test uses. */
export const unique = (): string => Math.random().toString(36).slice(2, 8).toUpperCase()

/** Who works on such projects: not those whose pages other tests look at, or these would crowd them. */
const crew = {
  manager: 'hanna@acme.test',
  developer: 'yuki@acme.test',
  sales: 'omar@acme.test',
  verifier: 'verifier@acme.test',
  support: 'tess@acme.test',
}
type Wanted = { tasks?: (string | Body)[]; title?: string; shared?: boolean; active?: boolean }

/** A project of its own for one test: for Northwind, with a crew of its own, open for work unless said otherwise. */
export async function project(browser: Browser, { tasks = [], title, shared, active = true }: Wanted = {}) {
  const owner = await rest(browser, 'owner@acme.test')
  const key = `T${unique()}`
  const [client] = (await owner('GET', '/clients?q=Northwind')).items
  const { items: members } = await owner('GET', '/members?limit=100')
  const idOf = (email: string) => members.find((member: { email: string }) => member.email === email).id as string
  const ids = Object.fromEntries(Object.entries(crew).map(([part, email]) => [part, idOf(email)]))
  await owner('POST', '/projects', {
    title: title ?? `Trial ${key}`,
    key,
    clientId: client.id,
    cost: { amount: 1_000_000, currency: 'EUR' },
    requiredShare: active ? 0 : 50,
    status: 'AWAITING_PAYMENT',
    managerId: ids.manager,
    salespersonId: ids.sales,
    verifierId: ids.verifier,
  })
  await owner('PUT', `/projects/${key}/staff`, { memberIds: [ids.developer] })
  if (active) await owner('POST', `/projects/${key}/status`, { status: 'ACTIVE' })
  if (shared) {
    const { contacts } = await owner('GET', `/clients/${client.id}`)
    const clara = contacts.find(({ email }: { email: string | null }) => email === 'client@acme.test')
    await owner('PUT', `/projects/${key}/shares`, { contactIds: [clara.id] })
  }
  for (const task of tasks)
    await owner('POST', `/projects/${key}/tasks`, typeof task === 'string' ? { title: task } : task)
  return { key, owner, ids, client }
}
