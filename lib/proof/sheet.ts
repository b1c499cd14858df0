/** What one part of the attack asked, and where something answered that must not. */
export type Section = { part: Part; asked: number; findings: string[] }

export const parts = [
  'catalogue',
  'tables',
  'operations',
  'files',
  'people',
  'actions',
  'pages',
  'channels',
  'neighbour',
] as const
export type Part = (typeof parts)[number]

/** Collects what a part of the attack finds; the same finding is kept once. */
export function sectionOf(part: Part) {
  const findings = new Set<string>()
  let asked = 0
  return {
    ask: (count = 1) => {
      asked += count
    },
    find: (finding: string) => void findings.add(finding),
    end: (): Section => ({ part, asked, findings: [...findings].sort() }),
  }
}
export type Notes = ReturnType<typeof sectionOf>

/** Runs `work` for each item, a few at once. */
export async function abreast<T>(items: readonly T[], work: (item: T) => Promise<void>, lanes = 4): Promise<void> {
  const queue = items.values()
  const lane = async () => {
    for (const item of queue) await work(item)
  }
  await Promise.all(Array.from({ length: lanes }, lane))
}
