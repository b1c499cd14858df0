import { setTimeout as pause } from 'node:timers/promises'
import type { Product } from './product'
import { type Acknowledged, importRows } from './work'

/** Waits until nothing is under way any more: no event waits, no import runs, every decision was told. */
async function settled(product: Product, done: Acknowledged): Promise<void> {
  for (const deadline = Date.now() + 120_000; ; await pause(300)) {
    const sql = product.sql()
    const [open] = await sql`select
      (select count(*)::int from outbox where state <> 'done') as waiting,
      (select count(*)::int from imports where status = 'RUNNING') as running,
      (select count(distinct event_id)::int from notifications where type in ('payment.verified', 'payment.rejected')
        and subject_id = any(${done.decided.map((row) => row.payment)}::uuid[])) as told`
    await sql.end()
    if (open?.waiting === 0 && open.running === 0 && open.told >= done.decided.length) return
    if (Date.now() > deadline)
      throw new Error(`It never came to rest: ${JSON.stringify(open)}, ${done.decided.length} decided`)
  }
}

/** Delivers events to their notices once more, as a job service may at any time. @returns how each of these runs ended */
async function deliverAgain(product: Product): Promise<string[]> {
  const { url, bearer } = product.services()
  const ask = async <T>(path: string, method = 'GET') => {
    const response = await fetch(`${url}/v1/runs${path}`, { method, headers: { authorization: `Bearer ${bearer}` } })
    return ((await response.json()) as { data: T }).data
  }
  const known = await ask<{ run_id: string; function_id: string }[]>('?limit=100')
  const runs = known.filter((run) => run.function_id.endsWith('notify')).slice(0, 40)
  const again = await Promise.all(runs.map((run) => ask<{ run_id: string }>(`/${run.run_id}/retry`, 'POST')))
  const endOf = async (id: string): Promise<string> => {
    for (const deadline = Date.now() + 60_000; Date.now() < deadline; await pause(200)) {
      const { status } = await ask<{ status: string }>(`/${id}`)
      if (status === 'Completed' || status === 'Failed') return status
    }
    return 'Running'
  }
  return Promise.all(again.map((run) => endOf(run.run_id)))
}

/** Everything that is not as it was acknowledged; empty when all is well. */
export async function findings(product: Product, done: Acknowledged): Promise<string[]> {
  await settled(product, done)
  const wrong = (await deliverAgain(product))
    .filter((end) => end !== 'Completed')
    .map((end) => `a second delivery is ${end}`)
  const sql = product.sql()
  const mailbox = product.sql('lobby_local')

  const tasks = await sql<{ number: number; title: string }[]>`
    select t.number, t.title from tasks t join projects p on p.id = t.project_id where p.key = 'KTASK' order by t.number`
  for (const [index, task] of tasks.entries())
    if (task.number !== index + 1) wrong.push(`KTASK-${index + 1} is missing`)
  for (const { key, title } of done.tasks)
    if (tasks.filter((task) => `KTASK-${task.number}` === key && task.title === title).length !== 1)
      wrong.push(`${key} was acknowledged and is lost`)
  const titles = new Set(tasks.map((task) => task.title))
  if (titles.size !== tasks.length) wrong.push('a task was created twice')

  const payments = await sql<{ id: string; status: string; decisions: number }[]>`
    select p.id, p.status, (select count(*)::int from audit_log a where a.subject_id = p.id and a.event in ('payment.verified', 'payment.rejected')) as decisions
    from payments p join projects j on j.id = p.project_id where j.key = 'KPAY'`
  for (const id of done.recorded)
    if (!payments.some((payment) => payment.id === id)) wrong.push(`payment ${id} was acknowledged and is lost`)
  for (const { payment, decision } of done.decided) {
    const found = payments.find(({ id }) => id === payment)
    if (found?.status !== decision || found.decisions !== 1)
      wrong.push(`the decision about ${payment} is ${found?.status}, ${found?.decisions} times`)
  }

  const imports = await sql<{ id: string; status: string; rows: number; lines: number }[]>`
    select i.id, i.status, (select count(*)::int from tasks t where t.import_id = i.id) as rows,
      (select count(distinct t.import_line)::int from tasks t where t.import_id = i.id) as lines
    from imports i where i.id = any(${done.imports}::uuid[])`
  for (const row of imports)
    if (row.status !== 'SUCCEEDED' || row.rows !== importRows || row.lines !== importRows)
      wrong.push(`the import ${row.id} is ${row.status} with ${row.rows} tasks of ${row.lines} lines`)
  if (imports.length !== done.imports.length) wrong.push('an import that was started is lost')
  const [dense] =
    await sql`select count(*)::int as tasks, max(number)::int as last from tasks t join projects p on p.id = t.project_id where p.key = 'KIMP'`
  if ((dense?.last ?? 0) !== dense?.tasks)
    wrong.push(`the imported numbers have gaps: ${dense?.tasks} tasks up to ${dense?.last}`)

  const twice =
    await sql`select type, count(*)::int as times from notifications group by type, member_id, event_id having count(*) > 1
      union all select type, sum(count)::int from notifications where type in ('payment.verified', 'payment.rejected')
        group by type, member_id, subject_id having sum(count) > 1`
  for (const row of twice) wrong.push(`a notice of ${row.type} came ${row.times} times`)

  // One mail per decision for the one who recorded the payment.
  const mails = await mailbox<{ subject: string; count: number }[]>`
    select subject, count(*)::int as count from mailbox.mail where subject like '%KPAY%' and "to" = array['sales@acme.test'] group by subject`
  const decided = payments.filter((payment) => payment.status !== 'PENDING').length
  const sent = mails
    .filter(({ subject }) => /was (verified|rejected)$/.test(subject))
    .reduce((sum, row) => sum + row.count, 0)
  if (sent !== decided) wrong.push(`${decided} decisions made ${sent} mails`)
  await Promise.all([sql.end(), mailbox.end()])
  return wrong
}
