import { readdirSync, readFileSync } from 'node:fs'

/** CPU time in milliseconds, by part of the product. */
export type Cost = { web: number; services: number; database: number; all: number }
type Part = 'web' | 'services' | 'database'

// Linux counts in hundredths of a second; operations are repeated until that is fine enough.
const tickMs = 10

const stat = (pid: number) => {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return text.slice(text.lastIndexOf(')') + 2).split(' ')
  } catch {
    return null
  }
}

/** A process and everything below it. */
export function family(root: number): number[] {
  const parents = new Map<number, number>()
  for (const name of readdirSync('/proc')) {
    const fields = /^\d+$/.test(name) ? stat(Number(name)) : null
    if (fields) parents.set(Number(name), Number(fields[1]))
  }
  const found = [root]
  for (const pid of found) for (const [child, parent] of parents) if (parent === pid) found.push(child)
  return found
}

/** User and system time of a family, with that of the children it has already buried, in milliseconds. */
export const cpuOf = (root: number): number =>
  family(root).reduce((sum, pid) => {
    const fields = stat(pid)
    return sum + (fields ? [11, 12, 13, 14].reduce((ticks, at) => ticks + Number(fields[at]), 0) * tickMs : 0)
  }, 0)

/** Memory that would be free without this family, in MB: shared pages count by their share (PSS). */
export const memoryOf = (root: number): number =>
  family(root).reduce((sum, pid) => {
    try {
      return sum + Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0) / 1024
    } catch {
      return sum
    }
  }, 0)

/** What all server processes spend while `work` runs. */
export async function costOf(roots: Record<Part, number>, work: () => Promise<unknown>): Promise<Cost> {
  const read = () => ({ web: cpuOf(roots.web), services: cpuOf(roots.services), database: cpuOf(roots.database) })
  const before = read()
  await work()
  const after = read()
  const [web, services, database] = (['web', 'services', 'database'] as const).map((part) => after[part] - before[part])
  return {
    web: web ?? 0,
    services: services ?? 0,
    database: database ?? 0,
    all: (web ?? 0) + (services ?? 0) + (database ?? 0),
  }
}

export const perOperation = (cost: Cost, times: number): Cost => ({
  web: cost.web / times,
  services: cost.services / times,
  database: cost.database / times,
  all: cost.all / times,
})
