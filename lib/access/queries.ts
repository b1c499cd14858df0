import { type Context, can, memberOf } from '@/lib/core/context'
import { forbidden, invalidField, notFound } from '@/lib/core/errors'
import { decodeCursor, toPage } from '@/lib/core/page'
import { catalogue, type Permission } from '@/lib/core/permissions'
import { defineQuery } from '@/lib/core/query'
import type { Tx } from '@/lib/core/transaction'
import { activeMembers, type Colleague } from '@/lib/members/active'
import { clientKey } from '@/lib/roles/policy'
import { grantorsOf, judge, switchedOff } from './answer'
import { type FoundRecord, findRecord, type Relation, relationsOf } from './find'
import { askable, seeing } from './policy'
import { explainInput, listReadersInput, type RecordType } from './schema'

/** How many grantors are named: enough to find one who is at work. */
const mostGrantors = 8
/** How many people are asked about in one query. */
const chunk = 200

/** What is asked about a record: seeing it, unless said otherwise. @throws 400 where the permission says nothing about it */
function askedOf(record: FoundRecord | null, permission: Permission | undefined): Permission {
  const asked = permission ?? (record && seeing[record.place].at(-1))
  if (!asked) throw invalidField('permission', 'Say which permission.')
  if (record && catalogue[asked].kind === 'scope' && !askable(record).includes(asked))
    throw invalidField('permission', `“${asked}” decides nothing about one ${record.type}.`, 'permission')
  return asked
}

/** About oneself everybody may ask; about others who manages roles or reads the trail. @throws 403 · 404 */
function requireMayAskAbout(ctx: Context, member: string): void {
  if (member === memberOf(ctx)) return
  if (!can(ctx, 'organization.members.view')) throw notFound()
  if (!can(ctx, 'organization.roles.manage') && !can(ctx, 'organization.audit.view'))
    throw forbidden('organization.roles.manage')
}

/** The explanation and what it is made of, for queries and commands. @throws 400 · 403 · 404 */
export async function explained(
  tx: Tx,
  ctx: Context,
  input: { type?: RecordType; id?: string; permission?: Permission; member?: string },
) {
  const about = input.member ?? memberOf(ctx)
  requireMayAskAbout(ctx, about)
  const [record, [person]] = await Promise.all([
    input.type && input.id ? findRecord(tx, ctx, input.type, input.id) : null,
    activeMembers(tx, ctx, [about]),
  ])
  if (!person) throw notFound()
  const permission = askedOf(record, input.permission)
  const relation = record ? (await relationsOf(tx, ctx, record, [person.id])).get(person.id) : undefined
  const answer = judge(person, permission, record, relation)
  const off = answer.allowed ? null : switchedOff(ctx, answer.needs)
  const fix = off && answer.fix ? { grants: [], join: false } : answer.fix
  const names = fix && can(ctx, 'organization.members.view')
  const grantors = names ? await grantorsOf(tx, ctx, { record, fix, off, of: person.id }) : null
  return {
    record,
    person,
    permission,
    ...answer,
    fix,
    off,
    parts: relation?.parts ?? [],
    open: relation?.open ?? null,
    grantors,
  }
}

/**
 * Why somebody may or may not: through which permission, role and reason, and if not, the smallest grant that would
 * change it and who can give it. By the very terms that the decision is the OR of. @throws 400 · 403 · 404
 */
export const explain = defineQuery({
  name: 'access.explain',
  permission: 'member',
  input: explainInput,
  async run({ tx, ctx, input }) {
    const found = await explained(tx, ctx, input)
    const { record, person, permission, allowed, needs, missing, fix, off, parts, open, grantors } = found
    return {
      record: record && { type: record.type, id: record.id },
      place: record?.place ?? null,
      member: { id: person.id, name: person.name, owner: person.owner },
      permission,
      allowed,
      needs,
      parts,
      open,
      missing,
      moduleOff: off,
      fix,
      /** Null for who may not see members: they are told of the organization. */
      grantors: grantors?.slice(0, mostGrantors) ?? null,
    }
  },
})
export type Explanation = Awaited<ReturnType<typeof explain>>

type Sorted = { person: Colleague; outside: boolean; name: string }
const inOrder = (a: Sorted, b: Sorted) =>
  Number(b.outside) - Number(a.outside) || compare(a.name, b.name) || compare(a.person.id, b.person.id)
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** Who sees a record, and through what: people from outside first, then by name. For who may see members. */
export const listReaders = defineQuery({
  name: 'access.readers',
  permission: 'organization.members.view',
  input: listReadersInput,
  async run({ tx, ctx, input }) {
    const after = decodeCursor(input.cursor, 3)
    const [record, people] = await Promise.all([findRecord(tx, ctx, input.type, input.id), activeMembers(tx, ctx)])
    const views = seeing[record.place]
    const q = input.q?.trim().toLowerCase()
    const waiting = people
      .filter(({ permissions }) => views.every((permission) => permissions[permission]))
      .map(
        (person): Sorted => ({ person, outside: person.roleKeys.includes(clientKey), name: person.name.toLowerCase() }),
      )
      .filter(({ name }) => !q || name.includes(q))
      .sort(inOrder)
      .filter(({ person, outside, name }) => {
        if (!after) return true
        const [from, last, id] = after as [number, string, string]
        return (
          Number(outside) < from || (Number(outside) === from && (name > last || (name === last && person.id > id)))
        )
      })
    const found: (Sorted & ReturnType<typeof readerOf>)[] = []
    while (waiting.length > 0 && found.length <= input.limit) {
      const next = waiting.splice(0, chunk)
      const relations = await relationsOf(
        tx,
        ctx,
        record,
        next.map(({ person }) => person.id),
      )
      for (const one of next) {
        const relation = relations.get(one.person.id)
        const { allowed, needs } = judge(one.person, views.at(-1) as Permission, record, relation)
        if (allowed) found.push({ ...one, ...readerOf(one, needs, relation) })
      }
    }
    return toPage(
      found,
      input.limit,
      ({ outside, name, person }) => [Number(outside), name, person.id],
      ({ reader }) => reader,
    )
  },
})

const readerOf = (
  { person, outside }: Sorted,
  needs: ReturnType<typeof judge>['needs'],
  { parts, open }: Pick<Relation, 'parts' | 'open'> = { parts: [], open: null },
) => ({ reader: { id: person.id, name: person.name, outside, owner: person.owner, needs, parts, open } })
export type Reader = Awaited<ReturnType<typeof listReaders>>['items'][number]
