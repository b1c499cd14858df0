import type { Sql } from 'postgres'
import { z } from 'zod'
import { isCron, nextTime } from './cron'

const limit = z.object({
  limit: z.number(),
  key: z.string().optional(),
  scope: z.enum(['fn', 'env', 'account']).optional(),
})
const perPeriod = z.object({ limit: z.number().int().positive(), period: z.string(), key: z.string().optional() })

/** One function as the SDK declares it at sync (`functionConfigSchema` of inngest 4.24). */
export const functionConfig = z.object({
  id: z.string().min(1),
  name: z.string().optional(),
  triggers: z.array(
    z.union([
      z.object({ event: z.string(), expression: z.string().optional() }),
      z.object({ cron: z.string(), jitter: z.string().optional() }),
    ]),
  ),
  steps: z.record(
    z.string(),
    z.object({ retries: z.object({ attempts: z.number().int().min(0).optional() }).optional() }),
  ),
  idempotency: z.string().optional(),
  batchEvents: z
    .object({
      maxSize: z.number().int().positive(),
      timeout: z.string(),
      key: z.string().optional(),
      if: z.string().optional(),
    })
    .optional(),
  rateLimit: perPeriod.optional(),
  throttle: perPeriod.extend({ burst: z.number().int().positive().optional() }).optional(),
  singleton: z.object({ key: z.string().optional(), mode: z.enum(['skip', 'cancel']) }).optional(),
  cancel: z
    .array(z.object({ event: z.string(), if: z.string().optional(), timeout: z.string().optional() }))
    .optional(),
  debounce: z.object({ key: z.string().optional(), period: z.string(), timeout: z.string().optional() }).optional(),
  timeouts: z.object({ start: z.string().optional(), finish: z.string().optional() }).optional(),
  priority: z.object({ run: z.string().optional() }).optional(),
  concurrency: z.union([z.number(), limit, z.array(limit).max(2)]).optional(),
})

export type FunctionConfig = z.infer<typeof functionConfig>

/** Attempts a call gets: the declared retries plus one; Inngest's own default is four retries. */
export function maxAttempts(config: FunctionConfig): number {
  return (Object.values(config.steps)[0]?.retries?.attempts ?? 4) + 1
}

/**
 * Makes the stored functions and crons equal to what the app declares: new ones appear, vanished ones stop being triggered
 * (their runs keep going), an unchanged cron keeps its next time. Returns the ids; unreadable declarations are logged and left out.
 */
export async function storeFunctions(sql: Sql, declared: unknown[], log: (line: string) => void): Promise<string[]> {
  const functions = declared.flatMap((candidate) => {
    const parsed = functionConfig.safeParse(candidate)
    if (!parsed.success) log(`jobs: a function cannot be read: ${z.prettifyError(parsed.error)}`)
    return parsed.success ? [parsed.data] : []
  })
  const rows = functions.map((config) => ({
    id: config.id,
    name: config.name ?? config.id,
    config: JSON.stringify(config),
    max_attempts: maxAttempts(config),
  }))
  const crons = functions.flatMap((config) =>
    config.triggers.flatMap((trigger) => {
      if (!('cron' in trigger)) return []
      if (!isCron(trigger.cron)) {
        log(`jobs: ${config.id} has an unreadable cron expression: ${trigger.cron}`)
        return []
      }
      return [
        { function_id: config.id, expression: trigger.cron, next_at: nextTime(trigger.cron, new Date()).toISOString() },
      ]
    }),
  )
  await sql`
    with given as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as f(id text, name text, config text, max_attempts int)
    ), timed as (
      select * from jsonb_to_recordset(${JSON.stringify(crons)}::text::jsonb)
        as c(function_id text, expression text, next_at timestamptz)
    ), kept as (
      insert into jobs.functions as f (id, name, config, max_attempts) select * from given order by id
      on conflict (id) do update set name = excluded.name, config = excluded.config, max_attempts = excluded.max_attempts,
        synced_at = now(), removed_at = null
    ), vanished as (
      update jobs.functions set removed_at = now() where removed_at is null and id not in (select id from given)
    ), stopped as (
      delete from jobs.crons c where not exists (
        select 1 from timed t where t.function_id = c.function_id and t.expression = c.expression)
    )
    insert into jobs.crons (function_id, expression, next_at) select * from timed
    on conflict (function_id, expression) do nothing`
  return rows.map((row) => row.id)
}

/** The functions that may be triggered now. */
export async function liveFunctions(sql: Sql): Promise<FunctionConfig[]> {
  const rows = await sql<{ config: string }[]>`select config from jobs.functions where removed_at is null order by id`
  return rows.map((row) => functionConfig.parse(JSON.parse(row.config)))
}
