import type { ProjectStatus } from './schema'

/** Where a project may go from here; the database's trigger holds the same table. */
export const nextStatuses: Record<ProjectStatus, ProjectStatus[]> = {
  DRAFT: ['AWAITING_PAYMENT', 'CANCELLED'],
  AWAITING_PAYMENT: ['ACTIVE', 'CANCELLED'],
  ACTIVE: ['ON_HOLD', 'COMPLETED', 'CANCELLED'],
  ON_HOLD: ['ACTIVE', 'COMPLETED', 'CANCELLED'],
  COMPLETED: ['ACTIVE'],
  CANCELLED: [],
}

const small = new Set(['THE', 'OF', 'AND', 'FOR', 'A', 'AN', 'TO', 'IN', 'ON', 'NEW', 'PROJECT'])

/** A key from a title: `DuraCloud relaunch` → `DR`, one word → its first four letters, numbered while taken. */
export function proposeKey(title: string, taken: (key: string) => boolean): string {
  const words = title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toUpperCase()
    .split(/[^A-Z0-9]+/)
    .filter((word) => word && /^[A-Z]/.test(word))
  const telling = words.filter((word) => !small.has(word))
  const chosen = telling.length > 0 ? telling : words
  const initials = chosen
    .map((word) => word[0])
    .join('')
    .slice(0, 5)
  const base = chosen.length > 1 && initials.length >= 2 ? initials : (chosen[0]?.slice(0, 4) ?? 'PROJ')
  const key = base.length >= 2 ? base : `${base}X`
  for (let n = 1; ; n++) {
    const candidate = n === 1 ? key : `${key.slice(0, 10 - String(n).length)}${n}`
    if (!taken(candidate)) return candidate
  }
}

export const projectRisks = ['ON_TRACK', 'AT_RISK', 'LATE'] as const
export type ProjectRisk = (typeof projectRisks)[number]

/** What a project's risk is judged by; days are ISO dates, work is any measure that all tasks share. */
export type RiskFacts = {
  status: ProjectStatus
  today: string
  /** The day it began: its start date, or the day it was made. */
  startsOn: string
  dueOn: string | null
  openTasks: number
  /** Open tasks whose own due day has passed. */
  overdueTasks: number
  /** 0 to 1: what is left of the work. */
  remainingWork: number
}

/** So much more work than time may be left before it counts. */
const slack = 0.2
const dayOf = (day: string) => Date.parse(`${day}T00:00:00Z`) / 86_400_000

/** 0 to 1: what is left of the days from the start to the end of the due day. */
export function remainingTime(startsOn: string, dueOn: string, today: string): number {
  const whole = Math.max(1, dayOf(dueOn) + 1 - dayOf(startsOn))
  return Math.min(1, Math.max(0, (dayOf(dueOn) + 1 - dayOf(today)) / whole))
}

/**
 * Whether a project will be in time.
 * - null while nothing is promised: a draft, waiting for its payment, completed or cancelled.
 * - `LATE`: its due day has passed and tasks are open.
 * - `AT_RISK`: an open task is overdue, or `remainingWork − remainingTime > 0.2` (with a due day).
 * - `ON_TRACK` otherwise, and always without open tasks.
 * Later due days, fewer overdue tasks and less remaining work never make it worse.
 */
export function riskOf(facts: RiskFacts): ProjectRisk | null {
  const { status, today, startsOn, dueOn, openTasks, overdueTasks, remainingWork } = facts
  if (status !== 'ACTIVE' && status !== 'ON_HOLD') return null
  if (openTasks === 0) return 'ON_TRACK'
  if (dueOn && dueOn < today) return 'LATE'
  if (overdueTasks > 0) return 'AT_RISK'
  return dueOn && remainingWork - remainingTime(startsOn, dueOn, today) > slack ? 'AT_RISK' : 'ON_TRACK'
}

/** How far the work is: by estimates when every task has one that counts, by the number of tasks otherwise. */
export function progressOf({
  done,
  total,
  estimated,
  donePoints,
  points,
}: {
  done: number
  total: number
  /** Tasks with an estimate. */
  estimated: number
  donePoints: number
  points: number
}): { weighted: boolean; share: number } {
  const weighted = total > 0 && estimated === total && points > 0
  return { weighted, share: total === 0 ? 0 : weighted ? donePoints / points : done / total }
}
