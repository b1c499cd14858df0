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
