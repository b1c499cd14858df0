import { type APIRequestContext, expect, test } from '@playwright/test'
import { entrances } from './entrances'
import { session } from './people'

test.describe.configure({ retries: 0 })

/** No page tells a client what is not theirs: not in what one sees, and not in the data that the page was made from. */

const bird = (of: string) => `canarybird ${of}`
const sum = 76_543_211
const colleagues = ['owner', 'admin', 'member', 'sales', 'verifier', 'manager', 'developer', 'support']
const secrets = ['canarybird', '76543211', '765,432.11', '765.432,11', ...colleagues.map((name) => `${name}@acme.test`)]

type Ids = Record<string, string[]>

/** Puts a canary into everything that is kept from clients. @returns ids to look for, theirs and others' */
async function plantCanaries(owner: APIRequestContext, baseURL: string): Promise<Ids> {
  const headers = { origin: baseURL }
  const add = async (path: string, data: unknown) => {
    const answer = await owner.post(`/api/v1/organizations/acme/${path}`, { data, headers })
    expect(answer.status(), `${path}: ${await answer.text()}`).toBe(201)
    return (await answer.json()) as { id: string; key: string }
  }
  const attach = async (path: string) => {
    const name = `${bird(`file on ${path.replace('/', ' ')}`)}.txt`
    const file = { name, mimeType: 'text/plain', buffer: Buffer.from(bird('in a file')) }
    const answer = await owner.post(`/api/v1/organizations/acme/${path}/attachments`, { multipart: { file }, headers })
    expect(answer.status(), path).toBe(201)
  }
  for (const path of ['tasks/SHOP-1', 'tickets/SUP-1', 'projects/SHOP']) {
    await add(`${path}/comments`, { body: bird(`team-only on ${path}`) })
    await attach(path)
  }
  const contacts = [{ name: bird('contact'), email: 'canarybird@rival.test' }]
  const client = await add('clients', { name: bird('client'), contacts })
  const cost = { amount: sum, currency: 'EUR' }
  const project = await add('projects', { title: bird('project'), clientId: client.id, cost })
  const task = await add(`projects/${project.id}/tasks`, { title: bird('task') })
  const paid = { amount: cost, method: 'CASH', reference: bird('reference'), paidOn: '2026-09-01' }
  await add(`projects/${project.id}/payments`, paid)
  const lead = await add('leads', { company: bird('lead') })
  return {
    project: ['SHOP', project.key],
    task: ['SHOP-1', task.key],
    ticket: ['SUP-1'],
    client: [client.id],
    lead: [lead.id],
  }
}

function addressesOf(path: string, ids: Ids): string[] {
  const name = /\[(\w+)\]/.exec(path)?.[1]
  if (!name) return [path]
  const values = name === 'org' ? ['acme'] : (ids[name] ?? ['01991111-2222-7333-8444-555566667777'])
  return values.flatMap((value) => addressesOf(path.replace(`[${name}]`, value), ids))
}

test('no page, nor the data it was made from, holds a canary for a client', async ({ browser, baseURL }) => {
  test.setTimeout(240_000)
  const owner = await session(browser, 'owner@acme.test')
  const ids = await plantCanaries(owner.request, baseURL ?? '')
  const client = await session(browser, 'client@acme.test')
  const told: string[] = []
  let opened = 0
  for (const [path, who] of Object.entries(entrances)) {
    if (who !== 'member' || path.startsWith('/api')) continue
    for (const address of addressesOf(path, ids))
      for (const headers of [{}, { rsc: '1' }] as Record<string, string>[]) {
        const answer = await client.request.get(address, { headers })
        const body = await answer.text()
        expect(answer.status(), address).toBeLessThan(500)
        if (answer.status() === 200) opened++
        // What is in the address is repeated by the page that says that it is not there.
        for (const secret of secrets)
          if (body.replaceAll(address, '').includes(secret))
            told.push(`${address} ${headers.rsc ?? ''} tells ${secret}`)
      }
  }
  expect(told).toEqual([])
  expect(opened).toBeGreaterThan(20)
  for (const path of ['/acme/tasks/SHOP-1', '/acme/projects/SHOP/files', '/acme/clients'])
    expect(await (await owner.request.get(path)).text(), `${path} for the owner`).toContain('canarybird')
})
