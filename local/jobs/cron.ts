import { Cron } from 'croner'

function parsed(expression: string): Cron {
  const [, zone, pattern] = expression.match(/^(?:(?:CRON_)?TZ=(\S+)\s+)?(.+)$/) ?? []
  return new Cron(pattern ?? '', { timezone: zone ?? 'UTC', mode: '5-part', paused: true })
}

/** Whether a cron trigger can be read: five fields or `@daily` and its kin, optionally behind `CRON_TZ=<zone>` or `TZ=<zone>`. */
export function isCron(expression: string): boolean {
  try {
    return parsed(expression).nextRun() !== null
  } catch {
    return false
  }
}

/** The first moment after `after` at which the expression is due; in UTC unless it names a zone. Throws when there is none. */
export function nextTime(expression: string, after: Date): Date {
  const next = parsed(expression).nextRun(after)
  if (!next) throw new Error(`The cron expression ${expression} is never due again`)
  return next
}
