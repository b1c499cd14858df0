import type { Operation } from '@/lib/core/operation'
import type { Case } from './matrix-cases'
import { collections, type Facts, type Kind } from './matrix-facts'
import { keptProof } from './matrix-plant'
import type { MatrixWorld } from './matrix-world'

/** What a cell is asked about, and the request that asks it. */

export type Wire = { method: string; path: string; body?: unknown; csv?: string; file?: Case['file']; token?: string }
export type Named = Operation & { name: string }

export const nobodys = '01991111-2222-7333-8444-555566667777'
const notIds = ["1'--", '%00', '9'.repeat(70)]
export type Aim = { id: string; label: string }

/** The records that a case is asked about by an actor, and ids with nothing behind them. */
export function aimsOf(
  kind: Kind | undefined,
  { facts, targets }: MatrixWorld,
  actor: string,
  neighbour: Facts,
): Aim[] {
  if (!kind) return [{ id: '', label: '' }]
  const known = targets.filter((target) => target.kind === kind && (target.actor ?? actor) === actor)
  const turn = actor.length
  const foreign = neighbour[collections[kind]].slice(turn, turn + 1)
  const notId = notIds[turn % notIds.length] as string
  return [
    ...known,
    ...byKey(kind, facts, known[0]?.id),
    ...byKey(kind, neighbour, foreign[0]?.id).map(({ id }) => ({ id, label: 'another organization’s by its key' })),
    ...foreign.map(({ id }) => ({ id, label: 'another organization’s' })),
    { id: nobodys, label: 'absent' },
    { id: notId, label: `malformed ${notId.slice(0, 8)}` },
  ]
}

function byKey(kind: Kind, facts: Facts, id: string | undefined): Aim[] {
  const project = facts.projects.find((row) => row.id === id)
  if (kind === 'project' && project) return [{ id: project.key.toLowerCase(), label: 'by its key' }]
  const task = facts.tasks.find((row) => row.id === id)
  const around = facts.projects.find((row) => row.id === task?.project)
  const ticket = facts.tickets.find((row) => row.id === id)
  if (kind === 'ticket' && ticket) return [{ id: `sup-${ticket.number}`, label: 'by its key' }]
  return kind === 'task' && task && around ? [{ id: `${around.key}-${task.number}`, label: 'by its key' }] : []
}

/** The record behind an id or key; of this organization only. */
export function rowAt(kind: Kind, facts: Facts, id: string): { id: string; project?: string } | undefined {
  const rows: { id: string; project?: string }[] = facts[collections[kind]]
  const keyed = (row: { id: string }) => byKey(kind, facts, row.id)[0]?.id.toLowerCase() === id.toLowerCase()
  return (
    rows.find((row) => row.id === id) ?? (['project', 'task', 'ticket'].includes(kind) ? rows.find(keyed) : undefined)
  )
}

/** The request for one cell. */
export function wireFor(
  entry: Named,
  { kind, body, csv, file, hangs, query = '' }: Case,
  facts: Facts,
  id: string,
  fallback: string,
): Wire {
  const row = kind && rowAt(kind, facts, id)
  const path = entry.path
    .replace('{org}', facts.slug)
    .replace('{project}', kind === 'import' ? (row?.project ?? fallback) : id)
    .replace(/\{(client|task|ticket|payment|comment|attachment|import|invitation|lead|export|role|member|team)\}/, id)
    .replace('{proof}', keptProof)
    // What hangs on a record is planted under the record's own id.
    .replace(/\{(item|dependsOn|milestone|view|grant)\}/, hangs?.({ facts, id, row }) ?? row?.id ?? id)
  const rest = typeof query === 'function' ? query(encodeURIComponent(id)) : query
  return { method: entry.method, path: `${path}${rest}`, csv, file, body: body?.({ facts, id, row }) }
}
