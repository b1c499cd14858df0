import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { demoPassword } from '@/lib/accounts/demo'

type Json = Record<string, unknown>
type Body = Json | FormData

/** Somebody who works by REST and does not give up: what breaks off is sent again under the same key. */
export class Worker {
  private token = ''
  private constructor(
    private readonly url: string,
    private readonly email: string,
  ) {}

  static async signIn(url: string, email: string): Promise<Worker> {
    const worker = new Worker(url, email)
    await worker.renew()
    return worker
  }

  private async renew(): Promise<void> {
    const answer = await this.send('POST', '/auth/token', { email: this.email, password: demoPassword })
    this.token = String(answer.accessToken)
  }

  /** @returns the acknowledged answer @throws on an answer that is neither a success nor an outage */
  async send(method: string, path: string, body?: Body): Promise<Json> {
    const key = randomUUID()
    for (const deadline = Date.now() + 90_000; Date.now() < deadline; await pause(50)) {
      const response = await fetch(`${this.url}/api/v1${path}`, {
        method,
        headers: {
          ...(this.token && { authorization: `Bearer ${this.token}` }),
          ...(method === 'GET' ? {} : { 'idempotency-key': key }),
          ...(body && !(body instanceof FormData) && { 'content-type': 'application/json' }),
        },
        body: body instanceof FormData ? body : body && JSON.stringify(body),
        signal: AbortSignal.timeout(20_000),
      }).catch(() => null)
      if (!response || response.status === 503) continue
      const answer = (await response.json().catch(() => null)) as Json | null
      if (response.ok && answer) return answer
      if (response.status === 204) return {}
      throw new Error(`${method} ${path} answered ${response.status}: ${JSON.stringify(answer)}`)
    }
    throw new Error(`${method} ${path} was never acknowledged`)
  }
}

export const euro = (amount: number) => ({ amount, currency: 'EUR' })
export const importRows = 600

/** What was acknowledged: it must be there afterwards, once. */
export type Acknowledged = {
  tasks: { key: string; title: string }[]
  recorded: string[]
  decided: { payment: string; decision: 'VERIFIED' | 'REJECTED' }[]
  imports: string[]
}

export const total = (done: Acknowledged) =>
  done.tasks.length + done.recorded.length + done.decided.length + done.imports.length

/** Three people at work until they are told to stop: tasks, payments with their decisions, imports. */
export async function workUntil(stopped: () => boolean, url: string, done: Acknowledged): Promise<void> {
  const [sales, verifier, manager] = (await Promise.all(
    ['sales', 'verifier', 'manager'].map((name) => Worker.signIn(url, `${name}@acme.test`)),
  )) as [Worker, Worker, Worker]
  const client = await sales.send('POST', '/organizations/acme/clients', { name: 'Kill Harness Ltd' })
  const managerId = await managerOf(manager)
  const project = (title: string, key: string) =>
    sales.send('POST', '/organizations/acme/projects', {
      title,
      key,
      clientId: client.id,
      cost: euro(100_000_000),
      managerId,
    })
  await Promise.all([
    project('Tasks under fire', 'KTASK'),
    project('Payments under fire', 'KPAY'),
    project('Imports under fire', 'KIMP'),
  ])

  const repeat = async (work: (n: number) => Promise<void>) => {
    for (let n = 1; !stopped(); n++) await work(n)
  }
  await Promise.all([
    repeat(async (n) => {
      const title = `Task ${n}`
      const task = await manager.send('POST', '/organizations/acme/projects/KTASK/tasks', { title })
      done.tasks.push({ key: String(task.key), title })
    }),
    repeat(async (n) => {
      const body = { amount: euro(1), method: 'CARD', reference: `K-${n}`, paidOn: '2026-01-02' }
      const { id } = await sales.send('POST', '/organizations/acme/projects/KPAY/payments', body)
      done.recorded.push(String(id))
      const decision = n % 3 === 0 ? ('REJECTED' as const) : ('VERIFIED' as const)
      await verifier.send('POST', `/organizations/acme/payments/${id}/decision`, {
        decision,
        reason: decision === 'REJECTED' ? 'Test' : undefined,
      })
      done.decided.push({ payment: String(id), decision })
    }),
    repeat(async () => {
      const file = new FormData()
      const rows = Array.from({ length: importRows }, (_, row) => `Row ${row},Text ${row}`)
      file.set('file', new File([`Summary,Description\n${rows.join('\n')}`], 'tasks.csv', { type: 'text/csv' }))
      const uploaded = await sales.send('POST', '/organizations/acme/projects/KIMP/imports', file)
      await sales.send('POST', `/organizations/acme/projects/KIMP/imports/${uploaded.id}/start`, {
        mapping: { Summary: 'title', Description: 'description' },
        mode: done.imports.length % 2 ? 'KEEP_GOOD_ROWS' : 'ALL_OR_NOTHING',
      })
      done.imports.push(String(uploaded.id))
      for (let status = 'RUNNING'; status === 'RUNNING'; await pause(200))
        status = String((await sales.send('GET', `/organizations/acme/projects/KIMP/imports/${uploaded.id}`)).status)
    }),
  ])
}

async function managerOf(manager: Worker): Promise<string> {
  const { items } = (await manager.send('GET', '/organizations/acme/members?q=manager@acme.test')) as { items: Json[] }
  return String(items[0]?.id)
}
