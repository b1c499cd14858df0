import type { Wire } from './matrix-aims'
import { collections, type Facts } from './matrix-facts'
import { type Asked, type Cell, cellsOf, type Reply, send } from './matrix-run'

/** Takes requests that succeed and puts ids into them that belong to others, to nobody, or to another kind of thing. */

type Substitute = { value: string; kind: string; own: boolean }
export type Swap = { wire: Wire; told: string; substitute: Substitute; place: string }
type Place = { name: string; value: string; put: (wire: Wire, value: string) => void }

/** A repeatable row of chances. */
export const chances = (seed: number) => {
  let state = seed
  return (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

function idsOf(facts: Facts, own: boolean): Substitute[] {
  const rows = (kind: string, ids: { id: string }[]) => ids.map(({ id }) => ({ value: id, kind, own }))
  return [
    ...Object.entries(collections).flatMap(([kind, name]) => rows(kind, facts[name])),
    ...rows('contact', facts.contacts),
    ...facts.projects.slice(0, 40).map(({ key }) => ({ value: key, kind: 'project', own })),
    ...facts.tasks.slice(0, 40).map((task) => ({
      value: `${facts.projects.find(({ id }) => id === task.project)?.key}-${task.number}`,
      kind: 'task',
      own,
    })),
  ]
}

const looksLikeId = /^(?:[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|[A-Z]{2}\d+(?:-\d+)?)$/i

/** Every place of a request that holds an id, a key or the organization's address. */
function placesOf({ path, body }: Wire, slug: string): Place[] {
  const [route = '', query = ''] = path.split('?')
  const inRoute = route.split('/').flatMap((part, index): Place[] =>
    looksLikeId.test(part) || part === slug
      ? [
          {
            name: `path ${index}`,
            value: part,
            put: (wire, value) => {
              const parts = route.split('/')
              parts[index] = value
              wire.path = [parts.join('/'), query].filter(Boolean).join('?')
            },
          },
        ]
      : [],
  )
  const inQuery = [...new URLSearchParams(query)]
    .filter(([, value]) => looksLikeId.test(value))
    .map(
      ([name, value]): Place => ({
        name: `query ${name}`,
        value,
        put: (wire, substitute) => {
          const changed = new URLSearchParams(query)
          changed.set(name, substitute)
          wire.path = `${route}?${changed}`
        },
      }),
    )
  const inBody = Object.entries((body ?? {}) as Record<string, unknown>).flatMap(([name, value]): Place[] => {
    const [first, ...rest] = Array.isArray(value) ? value : [value]
    if (typeof first !== 'string' || !looksLikeId.test(first)) return []
    const put = (wire: Wire, substitute: string) => {
      wire.body = { ...(body as object), [name]: Array.isArray(value) ? [substitute, ...rest] : substitute }
    }
    return [{ name: `body ${name}`, value: first, put }]
  })
  return [...inRoute, ...inQuery, ...inBody]
}

/** Requests with an id in every field that takes one. */
export function fullRequests({ world: { facts, spare }, tokens }: Asked): Wire[] {
  const at = (method: string, path: string, body?: unknown): Wire => ({
    method,
    path: `/organizations/${facts.slug}${path}`,
    body,
    token: tokens.get('owner'),
  })
  const project = facts.projects.find(({ manager, deleted, members }) => manager && !deleted && members.length === 0)
  const [task, sibling] = facts.tasks.filter((row) => row.project === facts.tasks[0]?.project && !row.deleted)
  const ticket = facts.tickets.find((row) => !row.deleted && row.project === task?.project)
  const beside = facts.tasks.find((row) => !row.deleted && row.project === ticket?.project)
  const client = facts.clients[0]?.id
  const [person, role, note] = [spare.colleague.id, facts.roles[0]?.id, facts.notices[0]?.id]
  const staff = { salespersonId: person, verifierId: person }
  return [
    at('GET', `/projects?clientId=${client}`),
    at('GET', `/payments?project=${project?.id}`),
    at('GET', `/tasks?project=${project?.id}&assignee=${person}`),
    at('GET', `/audit?subjectId=${project?.id}`),
    at('GET', `/audit?projectId=${project?.id}&actorId=${facts.people[0]?.id}`),
    at('POST', '/projects', {
      ...staff,
      managerId: person,
      clientId: client,
      title: 'X',
      cost: { amount: 1, currency: 'EUR' },
    }),
    at('PATCH', `/projects/${project?.id}`, { ...staff, version: 1 }),
    at('PUT', `/projects/${project?.key}/staff`, { managerId: person, memberIds: [person] }),
    at('PUT', `/projects/${project?.id}/shares`, { contactIds: [spare.contact.id] }),
    at('POST', `/projects/${task?.project}/tasks`, { title: 'X', assigneeId: project?.manager, parentId: task?.id }),
    at('PATCH', `/tasks/${task?.id}`, {
      version: 1,
      assigneeId: project?.manager,
      parentId: sibling?.id,
      after: sibling?.id,
    }),
    at('PATCH', `/clients/${client}`, { version: 1, ownerId: person }),
    at('POST', '/invitations', { email: 'x@y.test', roleIds: [role], clientId: client, projectIds: [project?.id] }),
    at('GET', `/tickets?project=${project?.id}&assignee=${person}`),
    at('PUT', `/tickets/${ticket?.id}/assignee`, { assigneeId: facts.people[0]?.id }),
    at('PUT', `/tickets/${ticket?.id}/task`, { task: beside?.id }),
    at('POST', '/notifications/read', { ids: [note] }),
  ]
}

/** `count` requests that would succeed if one id in them were not replaced. */
export function substitutions(stage: Asked, count: number, seed: number): Swap[] {
  const { world, neighbour } = stage
  const cells = cellsOf(stage).filter(({ expected, actor }) => expected.status < 300 && stage.tokens.has(actor))
  const names = [...new Set(cells.map(({ operation }) => operation))]
  const byOperation = names.map((name) => cells.filter(({ operation }) => operation === name))
  const sources = [...byOperation, ...fullRequests(stage).map((wire) => [{ wire }])]
  const usable = sources
    .map((group) => group.filter(({ wire }) => placesOf(wire, world.facts.slug).length > 0))
    .filter((group) => group.length > 0)
  const foreign = idsOf(neighbour.facts, false)
  const mine = idsOf(world.facts, true)
  const kindOf = new Map(mine.map(({ value, kind }) => [value, kind]))
  const below = chances(seed)
  const pick = <T>(rows: T[]): T => rows[below(rows.length)] as T

  return Array.from({ length: count }, (_, n): Swap => {
    const { wire } = pick(usable[n % usable.length] as Pick<Cell, 'wire'>[])
    const place = pick(placesOf(wire, world.facts.slug))
    const nobody = { value: `01991111-2222-7333-8444-${String(n).padStart(12, '0')}`, kind: 'nobody', own: false }
    // Marking an absent notice as read succeeds too; then its id does not say what is asked for.
    const asked =
      kindOf.get(place.value) ?? kindOf.get(place.value.toUpperCase()) ?? (place.name === 'body ids' ? 'notice' : null)
    const confused = mine.filter(({ kind }) => kind !== asked)
    const substitute =
      place.value === world.facts.slug
        ? pick([{ value: neighbour.facts.slug, kind: 'organization', own: false }, pick(foreign), nobody])
        : pick([pick(foreign), pick(foreign), nobody, pick(confused)])
    const changed = { ...wire }
    place.put(changed, substitute.value)
    return {
      wire: changed,
      substitute,
      place: place.name,
      told: `${wire.method} ${wire.path} with ${substitute.own ? 'a' : 'a foreign'} ${substitute.kind} ${substitute.value} in ${place.name}`,
    }
  })
}

/** A list that finds nothing, and nothing marked as read, is no success on something foreign. */
const foundNothing = ({ wire, substitute, place }: Swap, { body }: Reply): boolean => {
  if (wire.path.endsWith('/notifications/read')) return body?.read === 0
  if (!place.startsWith('query')) return false
  // The trail takes any kind of subject of its own organization.
  return (body?.items as unknown[] | undefined)?.length === 0 || (wire.path.includes('/audit') && substitute.own)
}

/** Sends them. @returns what was answered as if it were one's own, with 500, or with a word of the neighbour's */
export async function leaks(swaps: Swap[], mark: string, restore: () => Promise<void>): Promise<string[]> {
  const found: string[] = []
  const queue = [...swaps]
  const work = async () => {
    for (let swap = queue.pop(); swap; swap = queue.pop()) {
      const reply = await send(swap.wire)
      if (reply.status < 300 && !foundNothing(swap, reply)) found.push(`${reply.status} for ${swap.told}`)
      if (reply.status >= 500 || ![200, 400, 403, 404, 409].includes(reply.status))
        found.push(`${reply.status} for ${swap.told}`)
      if (reply.text.includes(mark)) found.push(`a word of the neighbour’s for ${swap.told}`)
      if (reply.status < 300 && swap.wire.method !== 'GET' && reply.body?.read !== 0) await restore()
    }
  }
  await Promise.all(Array.from({ length: 6 }, work))
  return found
}
