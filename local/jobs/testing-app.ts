import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { serve } from 'inngest/node'
import postgres from 'postgres'
import { clientFor } from './testing'

/** An app as a process of its own, to be killed. What its steps do is written to the table `journal`. */
const { port, executorUrl, databaseUrl } = JSON.parse(process.argv[2] ?? '{}') as Record<string, string>
const sql = postgres(databaseUrl ?? '', { max: 2, onnotice: () => {} })
const client = clientFor(executorUrl ?? '')

const note = async (line: string) => {
  await sql`insert into journal (line) values (${line})`
}

async function released(): Promise<void> {
  while (!(await sql`select 1 from journal where line = 'release'`).length)
    await new Promise((done) => setTimeout(done, 20))
}

const worker = client.createFunction(
  { id: 'worker', triggers: [{ event: 't/work' }], retries: 0 },
  async ({ step }) => {
    await step.run('before', () => note('before'))
    await step.run('held', async () => {
      await note('held')
      await released()
    })
    await step.run('after', () => note('after'))
  },
)

const sleeper = client.createFunction(
  { id: 'sleeper', triggers: [{ event: 't/sleep' }], retries: 0 },
  async ({ step }) => {
    await step.run('before', () => note('before'))
    await step.sleep('nap', '2s')
    await step.run('after', () => note('after'))
  },
)

const server = createServer(serve({ client, functions: [worker, sleeper] }))
server.listen(Number(port), '127.0.0.1', () =>
  process.stdout.write(`ready ${(server.address() as AddressInfo).port}\n`),
)
