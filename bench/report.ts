/** One line of the report; `most` is the goal. */
export type Figure = { name: string; value: number; unit: string; most?: number; note?: string }

const shown = (value: number) => (value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2))

/** A table in Markdown, so that it can be read in a terminal and pasted into the docs. */
export function report(title: string, figures: readonly Figure[]): string {
  const rows = figures.map(({ name, value, unit, most, note }) => [
    name,
    `${shown(value)} ${unit}`.trim(),
    most === undefined ? '' : `≤ ${most}`,
    most === undefined ? '' : value <= most ? 'held' : 'missed',
    note ?? '',
  ])
  const head = ['figure', 'measured', 'goal', '', 'note']
  const wide = head.map((word, at) => Math.max(word.length, ...rows.map((row) => row[at]?.length ?? 0)))
  const line = (cells: string[]) => `| ${cells.map((cell, at) => cell.padEnd(wide[at] ?? 0)).join(' | ')} |`
  return [
    `\n## ${title}\n`,
    line(head),
    `|${wide.map((width) => '-'.repeat(width + 2)).join('|')}|`,
    ...rows.map(line),
  ].join('\n')
}
