import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type TestDatabase, testDatabase } from '@/db/testing'
import { closePool } from '@/lib/core/transaction'
import { startExport } from '@/lib/exports/commands/start-export'
import { getExportFile } from '@/lib/exports/queries'
import { buildWorld, type World } from '@/lib/rest/world'

const objects = new Map<string, Buffer>()
let refuse = false
let server: Server
let database: TestDatabase
let sql: postgres.Sql
let world: World

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const signed = request.headers.authorization?.startsWith('AWS4-HMAC-SHA256 Credential=key-of-the-test/')
    const path = request.url ?? ''
    if (!signed || refuse) return response.writeHead(403).end()
    if (request.method === 'PUT') {
      const parts: Buffer[] = []
      for await (const part of request) parts.push(part as Buffer)
      objects.set(path, Buffer.concat(parts))
      return response.writeHead(200).end()
    }
    const found = objects.get(path)
    return found ? response.writeHead(200).end(found) : response.writeHead(404).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  vi.stubEnv('S3_ENDPOINT', `http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  vi.stubEnv('S3_BUCKET', 'files')
  vi.stubEnv('S3_ACCESS_KEY_ID', 'key-of-the-test')
  vi.stubEnv('S3_SECRET_ACCESS_KEY', 'secret-of-the-test')
  database = await testDatabase()
  sql = postgres(database.superuserUrl, { max: 1 })
  world = await buildWorld()
})
afterAll(async () => {
  await closePool()
  await sql.end()
  await database.drop()
  server.close()
  vi.unstubAllEnvs()
})

test('with a bucket the bytes lie there, under the organization, and only their key in the database', async () => {
  const { ctx } = world.people.owner
  const { id } = await startExport(ctx, { list: 'members', format: 'csv' })
  const [row] =
    await sql`select f.content, f.storage_key from files f join exports e on e.file_id = f.id where e.id = ${id}`
  expect(row).toEqual({ content: null, storage_key: expect.stringMatching(new RegExp(`^${ctx.organization.id}/`)) })
  const kept = objects.get(`/files/${row?.storage_key}`)
  expect(Buffer.from((await getExportFile(ctx, { export: id })).content)).toEqual(kept)
})

test('when the bucket takes nothing, nothing is written in the database either', async () => {
  const count = async () => (await sql`select count(*)::int as n from exports`)[0]?.n
  const before = await count()
  refuse = true
  await expect(startExport(world.people.owner.ctx, { list: 'members', format: 'csv' })).rejects.toThrow()
  refuse = false
  expect(await count()).toBe(before)
})
