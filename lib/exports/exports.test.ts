import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import type { Context } from '@/lib/core/context'
import { worldOfTest } from '@/lib/core/testing'
import { createLead } from '@/lib/leads/commands/create-lead'
import { createTask } from '@/lib/tasks/commands/create-task'
import { listTasks } from '@/lib/tasks/queries'
import { startExport } from './commands/start-export'
import { buildExport } from './jobs'
import { getExport, getExportFile } from './queries'
import { exportLists } from './schema'
import { sheetOf } from './sheet'

const here = worldOfTest()

async function exportOf(ctx: Context, list: (typeof exportLists)[number], filters: Record<string, string> = {}) {
  const { id } = await startExport(ctx, { list, format: 'csv', filters })
  const { content } = await getExportFile(ctx, { export: id })
  return parse(Buffer.from(content), { bom: true, columns: true }) as Record<string, string>[]
}

test('every list can be exported by the owner, as CSV and as a workbook', async () => {
  for (const list of exportLists) {
    expect((await exportOf(here.world.people.owner.ctx, list)).length, list).toBeGreaterThanOrEqual(0)
    const { id } = await startExport(here.world.people.owner.ctx, { list, format: 'xlsx' })
    const { content, contentType, name } = await getExportFile(here.world.people.owner.ctx, { export: id })
    expect(Buffer.from(content.subarray(0, 2)).toString()).toBe('PK')
    expect(contentType).toContain('spreadsheetml')
    expect(name).toMatch(new RegExp(`^${list}-\\d{4}-\\d\\d-\\d\\d\\.xlsx$`))
  }
})

test('each person exports exactly the tasks that they see', async () => {
  for (const { ctx } of Object.values(here.world.people)) {
    if (!ctx.permissions['tasks.tasks.view']) continue
    const seen = (await listTasks(ctx, { limit: 100 })).items.map(({ key }) => key)
    expect((await exportOf(ctx, 'tasks')).map((row) => row.Key)).toEqual(seen)
  }
})

test('a list that one may not see is refused by name, and a file is nobody else’s', async () => {
  await expect(startExport(here.world.people.developer.ctx, { list: 'payments', format: 'csv' })).rejects.toMatchObject(
    {
      status: 403,
      problem: { missing: 'projects.budget.view' },
    },
  )
  const { id } = await startExport(here.world.people.owner.ctx, { list: 'tasks', format: 'csv' })
  await expect(getExportFile(here.world.people.admin.ctx, { export: id })).rejects.toMatchObject({ status: 404 })
})

test('the filters of the list hold for its export; one that is unknown is refused', async () => {
  await createTask(here.world.people.owner.ctx, { project: 'DURA', title: 'Only this one matches', priority: 'URGENT' })
  const rows = await exportOf(here.world.people.owner.ctx, 'tasks', { q: 'only this one' })
  expect(rows.map((row) => row.Title)).toEqual(['Only this one matches'])
  await expect(exportOf(here.world.people.owner.ctx, 'tasks', { nonsense: '1' })).rejects.toMatchObject({ status: 400 })
})

test.each(['=1+1', '+49 30 1', '-2', '@SUM(A1)', '\tx', '=HYPERLINK("http://x")'])(
  '%j is text in a sheet, never a formula',
  async (company) => {
    const csv = Buffer.from(await sheetOf('csv', ['Company'], [[company]])).toString()
    const [, cell = ''] = parse(csv, { bom: true })[1] ? ['', parse(csv, { bom: true })[1]?.[0]] : []
    expect(cell.startsWith("'")).toBe(true)
  },
)

test('money is written whole, whatever its size and currency', async () => {
  await createLead(here.world.people.owner.ctx, { company: 'Big', valueMinor: 9_007_199_254_740_991, currency: 'EUR' })
  await createLead(here.world.people.owner.ctx, { company: 'Yen', valueMinor: 1_200, currency: 'JPY' })
  const rows = await exportOf(here.world.people.owner.ctx, 'leads')
  expect(rows.find((row) => row.Company === 'Big')?.Worth).toBe('90071992547409.91')
  expect(rows.find((row) => row.Company === 'Yen')?.Worth).toBe('1200')
})

test('a long list is written in the background, told once, and doing it twice changes nothing', async () => {
  const { ctx } = here.world.people.owner
  await here.sql`set session_replication_role = replica`
  await here.sql`insert into tasks (organization_id, id, project_id, number, title, rank, created_by_id)
    select organization_id, uuidv7(), project_id, 5000 + n, 'Row ' || n, n, created_by_id
    from tasks, generate_series(1, 2500) n where title = 'Only this one matches'`
  const { id } = await startExport(ctx, { list: 'tasks', format: 'csv', filters: { q: 'row ' } })
  expect(await getExport(ctx, { export: id })).toMatchObject({ status: 'RUNNING' })
  await expect(getExportFile(ctx, { export: id })).rejects.toMatchObject({ status: 404 })
  const build = () => buildExport(ctx.organization.id, ctx.actor.memberId ?? '', id, 'test')
  await build()
  await build()
  expect(await getExport(ctx, { export: id })).toMatchObject({ status: 'SUCCEEDED', doneRows: 2500 })
  const { content } = await getExportFile(ctx, { export: id })
  expect(parse(Buffer.from(content), { bom: true, columns: true })).toHaveLength(2500)
  const told = await here.sql`select 1 from outbox where type = 'export.finished' and subject_id = ${id}`
  expect(told).toHaveLength(1)
})
