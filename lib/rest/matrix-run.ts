import { handle } from './handle'
import { type Aim, aimsOf, type Named, nobodys, rowAt, type Wire, wireFor } from './matrix-aims'
import { bodyReader } from './matrix-bodies'
import { asItWas, type Case, type Expected } from './matrix-cases'
import { declarations } from './matrix-declarations'
import { type Oracle, oracleOf } from './matrix-oracle'
import type { Entry, Restore, Trace } from './matrix-restore'
import type { MatrixWorld } from './matrix-world'
import { basePath, operations } from './router'

/** Asks every operation as everybody about everything, and compares the answers with the oracle's. */

export type Reply = { status: number; request: string; text: string; body: Record<string, unknown> | undefined }
export type Cell = {
  operation: string
  actor: string
  /** Who that is as a member, where it is one. */
  member?: string
  target: string
  wire: Wire
  expected: Expected
  /** The organization whose trail tells of it, when it is a write. */
  tells?: string
}
export type Failure = { cell: string; expected: string; answered: string }

let addresses = 0

/** One request through the whole API, from an address of its own. */
export async function send({ method, path, body, csv, file, token }: Wire): Promise<Reply> {
  const n = ++addresses % 2 ** 20
  const form = file && new FormData()
  form?.set('file', new File([file?.content ?? ''], file?.name ?? ''))
  const request = new Request(`http://localhost:3000${basePath}${path}`, {
    method,
    headers: {
      'x-forwarded-for': `10.${n >> 16}.${(n >> 8) & 255}.${n & 255}`,
      ...(token && { authorization: `Bearer ${token}` }),
      ...(csv ? { 'content-type': 'text/csv' } : body !== undefined && { 'content-type': 'application/json' }),
    },
    body: form ?? csv ?? (body === undefined ? undefined : JSON.stringify(body)),
  })
  const response = await handle(request)
  const text = await response.text()
  const isJson = /json/.test(response.headers.get('content-type') ?? '')
  const number = response.headers.get('x-request-id') ?? ''
  return { status: response.status, request: number, text, body: isJson ? JSON.parse(text) : undefined }
}

/** One question to the oracle and the same to the product. */
export function cellFor(oracle: Oracle, entry: Named, asked: Case, who: string, { id, label }: Aim) {
  const { facts } = oracle
  const visible = facts.projects.find((project) => oracle.seesProject(who, project))
  const row = asked.kind && rowAt(asked.kind, facts, id)
  return {
    operation: asked.name ? `${entry.name} (${asked.name})` : entry.name,
    target: label,
    ...(entry.kind === 'command' && { tells: facts.id }),
    wire: wireFor(entry, asked, facts, id, visible?.id ?? nobodys),
    expected: asked.expect(oracle, who, row, id),
  }
}

export const casesOf = (name: string): Case[] => [declarations[name] ?? []].flat()
const unseen: Expected = { status: 404, code: 'NOT_FOUND' }

export type Asked = {
  world: MatrixWorld
  neighbour: MatrixWorld
  tokens: Map<string, string>
  actors?: string[]
  operations?: (entry: Named) => boolean
  targets?: (target: string) => boolean
}

/** Every cell of operation × person × target. */
export function cellsOf({ world, neighbour, tokens, actors = Object.keys(world.actors), ...only }: Asked): Cell[] {
  const oracle = oracleOf(world.facts)
  return operations.filter(only.operations ?? (() => true)).flatMap((entry) =>
    casesOf(entry.name).flatMap((asked): Cell[] => {
      const inOrganization = entry.path.startsWith('/organizations/{org}')
      const ask = (actor: string, aim: Aim): Cell => {
        const cell = cellFor(oracle, entry, asked, world.actors[actor]?.id ?? '', aim)
        const member = (world.actors[actor] ?? world.alone[actor])?.id
        return {
          ...cell,
          actor,
          member: entry.permission === 'public' ? undefined : member,
          wire: { ...cell.wire, token: tokens.get(actor) },
        }
      }
      const first = aimsOf(asked.kind, world, 'owner', neighbour.facts)[0] as Aim
      if (asked.by) return [ask(asked.by, first)]
      const known = actors.flatMap((actor) =>
        aimsOf(asked.kind, world, actor, neighbour.facts).map((aim) => ask(actor, aim)),
      )
      const anonymous: Cell = {
        ...ask('nobody', first),
        expected:
          entry.permission === 'public'
            ? asked.expect(oracle, '', undefined, '')
            : { status: 401, code: 'UNAUTHENTICATED' },
      }
      // Whoever is signed out already may sign out again.
      const left = entry.name === 'accounts.logout' ? asItWas(204) : anonymous.expected
      const over = ['expired', 'revoked'].map((actor) => ({ ...ask(actor, first), expected: left }))
      const outsiders = ['suspended', 'outsider'].map((actor) => ({ ...ask(actor, first), expected: unseen }))
      const theirs = aimsOf(asked.kind, neighbour, 'owner', world.facts)[0] as Aim
      const elsewhere = actors
        .filter((actor) => ['owner', 'client'].includes(actor))
        .map((actor): Cell => {
          const wire = { ...wireFor(entry, asked, neighbour.facts, theirs.id, nobodys), token: tokens.get(actor) }
          return {
            operation: entry.name,
            actor,
            target: 'in another organization, by its address',
            wire,
            expected: unseen,
          }
        })
      return [
        ...known,
        anonymous,
        ...(entry.permission === 'public' ? [] : over),
        ...(inOrganization ? [...outsiders, ...elsewhere] : []),
      ].filter(({ target }) => only.targets?.(target) ?? true)
    }),
  )
}

const nameOf = ({ actor, operation, target, wire }: Cell) =>
  `${actor}: ${operation} ${target} (${wire.method} ${wire.path})`
const saying = ({ status, code, missing }: Expected) => [status, code, missing].filter(Boolean).join(' ')

/** Compares one answer with what was expected; every 404 must be the same to the letter. */
export function compare(cell: Cell, { status, body }: Reply, absence: string): Failure | undefined {
  const { expected } = cell
  const { code, missing, requestId: _, ...words } = (body ?? {}) as Record<string, unknown>
  const answered = { status, code, missing } as Expected
  const right =
    status === expected.status &&
    (status < 400 || code === (expected.code ?? code)) &&
    (status !== 403 || missing === expected.missing) &&
    (status !== 404 || JSON.stringify({ code, ...words }) === absence)
  if (right) return undefined
  return {
    cell: nameOf(cell),
    expected: saying(expected),
    answered: saying(answered),
  }
}

/** What a write left in the trail: an entry in its organization with the name of whoever wrote, and none anywhere else. */
function compareTrail({ tells, ...cell }: Cell, entries: Entry[]): Failure | undefined {
  const { told } = cell.expected
  const right = (entry: Entry) =>
    told === 'elsewhere'
      ? entry.organization !== tells
      : entry.organization === tells && (!cell.member || entry.actor === cell.member)
  if (!tells || (told === 'nothing' ? entries.length === 0 : entries.length > 0 && entries.every(right)))
    return undefined
  return {
    cell: nameOf(cell),
    expected: told === 'nothing' ? 'nothing in the trail' : `an entry of theirs ${told ?? 'here'}`,
    answered:
      entries.map(({ event, actor, organization }) => `${event} by ${actor} in ${organization}`).join() || 'none',
  }
}

/** How an absent record is answered, less the number of the request. */
export async function absenceOf(slug: string, token: string | undefined): Promise<string> {
  const { body } = await send({ method: 'GET', path: `/organizations/${slug}/clients/${nobodys}`, token })
  const { requestId: _, code, missing: __, ...words } = body ?? {}
  return JSON.stringify({ code, ...words })
}

const writes = ({ wire, expected }: Cell) => wire.method !== 'GET' && expected.status < 300

/** `told`: operations that left an entry in the trail. */
export type Outcome = { cells: number; failures: Failure[]; succeeded: Set<string>; told: Set<string> }
type Run = {
  restore: () => Promise<void>
  absence: string
  heard?: (cell: Cell, reply: Reply) => void
  /** What was left in the neighbour's tables, and whether one's own trail tells of it. */
  trace?: (request?: string) => Promise<Trace>
  /** What is wrong with the body of an answer. */
  read?: (cell: Cell, body: Record<string, unknown>, text: string) => string[]
}

/** Asks all cells: what changes nothing side by side, what changes something one by one, taken back after each. */
export async function runCells(cells: Cell[], { restore, absence, heard, trace, read }: Run): Promise<Outcome> {
  const failures: Failure[] = []
  const succeeded = new Set<string>()
  const told = new Set<string>()
  const look = async (cell: string, request?: string) => {
    const { changed = [], told: entries = [] } = (await trace?.(request)) ?? {}
    if (changed.length > 0) failures.push({ cell, expected: 'the neighbour as it was', answered: changed.join() })
    return entries
  }
  const check = async (cell: Cell) => {
    const reply = await send(cell.wire)
    heard?.(cell, reply)
    const failure = compare(cell, reply, absence)
    if (failure) failures.push(failure)
    if (!failure && reply.status < 300 && reply.body)
      for (const answered of new Set(read?.(cell, reply.body, reply.text)))
        failures.push({ cell: nameOf(cell), expected: 'a body for them', answered })
    const operation = cell.operation.replace(/ \(.*/, '')
    if (!failure && reply.status < 300) succeeded.add(operation)
    if (reply.status >= 300 || cell.wire.method === 'GET') return
    const entries = await look(`${cell.actor}: ${cell.operation} ${cell.target}`, reply.request)
    if (entries.length > 0) told.add(operation)
    const untold = trace && compareTrail(cell, entries)
    if (untold) failures.push(untold)
    await restore()
  }
  const queue = cells.filter((cell) => !writes(cell))
  await Promise.all(
    Array.from({ length: 6 }, async () => {
      for (let cell = queue.pop(); cell; cell = queue.pop()) await check(cell)
    }),
  )
  await look('whatever changes nothing')
  for (const cell of cells.filter(writes)) await check(cell)
  return { cells: cells.length, failures, succeeded, told }
}

/** The whole matrix, or a part of it. @returns what differs, instead of throwing, so that tests can be tested */
export async function runMatrix(asked: Asked, restore: Restore, heard?: Run['heard']): Promise<Outcome> {
  const absence = await absenceOf(asked.world.facts.slug, asked.tokens.get('owner'))
  const trace = (request?: string) => restore.trace(asked.neighbour.facts.id, request)
  const reader = bodyReader(oracleOf(asked.world.facts), asked.neighbour.facts)
  const read: Run['read'] = ({ operation, member = '', wire }, body, text) =>
    reader({ operation: operation.replace(/ \(.*/, ''), who: member, write: wire.method !== 'GET', body, text })
  return runCells(cellsOf(asked), { restore, absence, heard, trace, read })
}
