import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { askable, joiningReaches } from '@/lib/access/policy'
import { type Explanation, explain, listReaders } from '@/lib/access/queries'
import { type RecordType, recordTypes } from '@/lib/access/schema'
import { findClient } from '@/lib/clients/queries'
import { type Context, contextFrom } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'
import { nestPermissions, type Permission } from '@/lib/core/permissions'
import { askMember, inTenant, type Tx } from '@/lib/core/transaction'
import { findLead } from '@/lib/leads/queries'
import { findProject } from '@/lib/projects/queries'
import { abreast } from '@/lib/proof/sheet'
import { findTask } from '@/lib/tasks/find'
import { findTicket } from '@/lib/tickets/find'
import type { TaskFact } from './matrix-facts'
import { type Oracle, oracleOf } from './matrix-oracle'
import { raiseStage, type Stage } from './matrix-stage'
import { placeOf, projectOf, type Row, type Truth, truthOf, viewOf } from './matrix-truth'
import { actorKeys } from './matrix-world'

let stage: Stage
let oracle: Oracle
let truth: Truth
beforeAll(async () => {
  stage = await raiseStage()
  oracle = oracleOf(stage.world.facts)
  truth = truthOf(oracle)
})
afterAll(() => stage.close())

const types = recordTypes

const contextOf = async (who: string): Promise<Context> => {
  const answer = await askMember(stage.world.facts.id, who)
  if (!answer) throw new Error('gone')
  return contextFrom(answer, 'session', { id: 'test', address: null })
}

/** What commands decide by: the record as this actor finds it, and whether the permission reaches it. */
const decision: Partial<
  Record<RecordType, (tx: Tx, ctx: Context, id: string, permission: Permission) => Promise<{ permitted: boolean }>>
> = { client: findClient, lead: findLead, project: findProject, task: findTask, ticket: findTicket }

/** Records near this actor and some that are not, so that every relation occurs. */
const near = (key: string, type: RecordType): Row[] => {
  const who = stage.world.actors[key]?.id
  const wanted = new Set(
    stage.world.targets
      .filter(({ kind, actor }) => kind === (type === 'lead' ? 'client' : type) && (actor ?? key) === key)
      .map(({ id }) => id),
  )
  if (!who) throw new Error(`Nobody is ${key}`)
  return truth[type].rows().filter(({ id }) => wanted.has(id))
}

const answered = async <T>(work: Promise<T>): Promise<T | number> =>
  work.catch((error: unknown) => {
    if (error instanceof AppError) return error.status
    throw error
  })

/** One cell: this person, this record, this permission. */
type Cell = { key: string; who: string; type: RecordType; row: Row; permission: Permission }
const cellsOf = (key: string): Cell[] =>
  types.flatMap((type) =>
    near(key, type).flatMap((row) =>
      askable({ type, place: placeOf(type, row) }).map((permission) => ({
        key,
        who: stage.world.actors[key]?.id ?? '',
        type,
        row,
        permission,
      })),
    ),
  )
const named = ({ key, type, row, permission }: Cell) => `${key}: ${permission} on ${type} ${row.id}`

describe('the explainer', () => {
  test.each(actorKeys)('says to the %s in every cell what is decided', { timeout: 120_000 }, async (key) => {
    const cells = cellsOf(key)
    const ctx = await contextOf(cells[0]?.who ?? '')
    const wrong: string[] = []
    await abreast(cells, async (cell) => {
      const { type, row, permission, who } = cell
      const said = await answered(explain(ctx, { type, id: row.id, permission }))
      const seen = truth[type].reaches(who, viewOf(type, row), row)
      if (typeof said === 'number') {
        if (seen || said !== 404) wrong.push(`${named(cell)}: ${said}`)
        return
      }
      if (!seen || said.allowed !== truth[type].reaches(who, permission, row)) wrong.push(named(cell))
      if (said.allowed !== (said.missing === null) || said.allowed !== (said.fix === null))
        wrong.push(`${named(cell)}: fix`)
      const find = decision[type]
      if (find) {
        const { permitted } = await inTenant(ctx.organization.id, (tx) => find(tx, ctx, row.id, permission))
        if (permitted !== said.allowed) wrong.push(`${named(cell)}: the command`)
      }
    })
    expect(wrong).toEqual([])
    expect(cells.length).toBeGreaterThan(150)
  })

  test('says of others what is decided about them', { timeout: 120_000 }, async () => {
    const owner = await contextOf(stage.world.actors.owner?.id ?? '')
    const cells = actorKeys
      .slice(1)
      .flatMap(cellsOf)
      .filter(({ row, type }) => !row.deleted && type !== 'payment')
    const wrong: string[] = []
    const some = cells.filter((_, n) => n % 3 === 0)
    await abreast(some, async (cell) => {
      const { type, row, permission, who } = cell
      const said = await answered(explain(owner, { type, id: row.id, permission, member: who }))
      if (typeof said === 'number') return
      if (said.allowed !== truth[type].reaches(who, permission, row)) wrong.push(named(cell))
    })
    expect(wrong).toEqual([])
  })

  test('names exactly the people who see a record', { timeout: 120_000 }, async () => {
    const owner = await contextOf(stage.world.actors.owner?.id ?? '')
    const active = oracle.facts.people.filter(({ status }) => status !== 'suspended')
    for (const type of types) {
      const rows = [...near('developer', type), ...near('client', type)].filter(({ deleted }) => !deleted)
      for (const row of rows.filter((_, n) => n % 3 === 0)) {
        const view = viewOf(type, row)
        const expected = active.filter(({ id }) => truth[type].reaches(id, view, row)).map(({ id }) => id)
        const found: string[] = []
        let cursor: string | undefined
        if (!truth[type].reaches(owner.actor.memberId ?? '', view, row)) continue
        do {
          const page = await listReaders(owner, { type, id: row.id, limit: 7, cursor })
          expect(page.items.every(({ needs }) => needs.every(({ reasons }) => reasons.length > 0))).toBe(true)
          found.push(...page.items.map(({ id }) => id))
          cursor = page.nextCursor ?? undefined
        } while (cursor)
        expect(found.toSorted(), `${type} ${row.id}`).toEqual(expected.toSorted())
      }
    }
  })

  test('names grants, and places on a project, that change the answer when they are given', {
    timeout: 240_000,
  }, async () => {
    const { sql, world } = stage
    const org = world.facts.id
    const owner = await contextOf(world.actors.owner?.id ?? '')
    const role = '01990000-0000-7000-8fff-000000000001'
    const refused: { cell: Cell; said: Explanation }[] = []
    for (const cell of actorKeys
      .slice(1)
      .flatMap(cellsOf)
      .filter((_, n) => n % 5 === 0)) {
      const { type, row, permission, who } = cell
      const said = await answered(explain(owner, { type, id: row.id, permission, member: who }))
      if (typeof said !== 'number' && !said.allowed) refused.push({ cell, said })
    }
    const again = ({ type, row, permission, who }: Cell) =>
      explain(owner, { type, id: row.id, permission, member: who })
    let [given, joined] = [0, 0]
    const wrong: string[] = []
    for (const { cell, said } of refused) {
      const { type, row, permission, who } = cell
      if (said.fix?.grants.length) {
        const permissions = Object.fromEntries(said.fix.grants.map(({ permission, grant }) => [permission, grant]))
        await sql`insert into roles ${sql({ organization_id: org, id: role, key: role, name: 'A fix', description: '', builtin: false, permissions: sql.json(nestPermissions(permissions) as never) })}`
        await sql`insert into member_roles ${sql({ organization_id: org, member_id: who, role_id: role })}`
        const ctx = await contextOf(who)
        const find = decision[type]
        const decided = find
          ? (await inTenant(ctx.organization.id, (tx) => find(tx, ctx, row.id, permission))).permitted
          : (await again(cell)).allowed
        if (!decided || !(await again(cell)).allowed) wrong.push(`${named(cell)}: ${JSON.stringify(said.fix.grants)}`)
        await sql`delete from member_roles where role_id = ${role}`
        await sql`delete from roles where id = ${role}`
        given++
      }
      if (said.fix?.join) {
        const project = projectOf(oracle, type, row)
        await sql`insert into project_members ${sql({ organization_id: org, project_id: project, member_id: who })}`
        if (!(await again(cell)).allowed) wrong.push(`${named(cell)}: joining`)
        await sql`delete from project_members where project_id = ${project} and member_id = ${who}`
        joined++
      }
    }
    expect(wrong).toEqual([])
    expect(given).toBeGreaterThanOrEqual(200)
    expect(joined).toBeGreaterThan(20)
  })

  test('names only people who can do what they are asked for', async () => {
    const { actors } = stage.world
    const ctx = await contextOf(actors.developer?.id ?? '')
    const task = near('developer', 'task').find(({ id }) => {
      const row = { id } as Row
      const fact = truth.task.rows().find((one) => one.id === row.id) as TaskFact
      return fact.assignee === actors.developer?.id && !fact.deleted
    })
    const said = await explain(ctx, { type: 'task', id: task?.id, permission: 'tasks.tasks.assign' })
    expect(said).toMatchObject({
      allowed: false,
      missing: 'tasks.tasks.assign',
      fix: { grants: [{ permission: 'tasks.tasks.assign', grant: 'own' }], join: false },
    })
    const able = oracle.facts.people.filter(
      ({ id, status }) => status !== 'suspended' && (oracle.grant(id, 'organization.members.edit') ?? false),
    )
    expect(said.grantors?.length).toBe(Math.min(8, able.length))
    expect(said.grantors?.every(({ id }) => able.some((one) => one.id === id))).toBe(true)
  })

  test('names nobody to a client, and no way past the most that a client’s role may give', async () => {
    const client = await contextOf(stage.world.actors.client?.id ?? '')
    const said = await explain(client, { permission: 'organization.members.view' })
    expect(said).toMatchObject({ allowed: false, grantors: null, fix: { grants: [], join: false } })
    await expect(listReaders(client, { type: 'task', id: 'ABC-1' })).rejects.toMatchObject({ status: 403 })
    const other = stage.world.actors.developer?.id
    const mine = near('client', 'project').find((row) =>
      truth.project.reaches(client.actor.memberId ?? '', 'projects.projects.view', row),
    )
    await expect(explain(client, { type: 'project', id: mine?.id, member: other })).rejects.toMatchObject({
      status: 404,
    })
  })

  test('explains others only to who manages roles or reads the trail', async () => {
    const support = await contextOf(stage.world.actors.support?.id ?? '')
    const other = stage.world.actors.developer?.id
    await expect(explain(support, { permission: 'tasks.tasks.view', member: other })).rejects.toMatchObject({
      status: 403,
      problem: { missing: 'organization.roles.manage' },
    })
  })

  test('never promises that joining helps where it does not', () => {
    expect(joiningReaches('all', [])).toBe(false)
    expect(joiningReaches(undefined, [{ grant: 'own', by: 'part', whose: 'own', holds: false }])).toBe(false)
    expect(joiningReaches('own', [{ grant: 'team', by: 'project', whose: 'own', holds: false }])).toBe(false)
  })
})
