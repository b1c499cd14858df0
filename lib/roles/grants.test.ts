import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '@/db/testing'
import { type Context, contextFrom } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'
import {
  allPermissions,
  catalogue,
  covers,
  type Grant,
  mergePermissions,
  nestPermissions,
  type Permissions,
  readPermissions,
  uncovered,
} from '@/lib/core/permissions'
import { askMember, closePool } from '@/lib/core/transaction'
import { setMemberRoles } from '@/lib/members/commands/set-member-roles'
import { getMember, listMembers } from '@/lib/members/queries'
import { buildWorld, type World } from '@/lib/rest/world'
import { createRole, duplicateRole } from './commands/create-role'
import { deleteRole } from './commands/delete-role'
import { setRoleActive } from './commands/set-role-active'
import { resetRole, updateRole } from './commands/update-role'
import { beyondClient, clientCeiling, clientKey, mayGive } from './policy'
import { listRoles } from './queries'

/** Nobody gives more than they hold, whatever is tried: first as plain policy, then through the commands. */

const grants = (permission: (typeof allPermissions)[number]): Grant[] =>
  catalogue[permission].kind === 'flag' ? [true] : ['own', 'team', 'all']
const anyPermissions: fc.Arbitrary<Permissions> = fc
  .tuple(...allPermissions.map((name) => fc.option(fc.constantFrom(...grants(name)), { nil: undefined, freq: 2 })))
  .map((chosen) => Object.fromEntries(allPermissions.flatMap((name, at) => (chosen[at] ? [[name, chosen[at]]] : []))))

const width = { own: 1, team: 2, all: 3 }
/** Said once more, in other words than the product's. */
const exceeds = (held: Permissions, wanted: Permissions): boolean =>
  Object.entries(wanted).some(([name, want]) => {
    const have = held[name as keyof Permissions]
    if (!have) return true
    return typeof want === 'string' && (typeof have !== 'string' || width[have] < width[want])
  })

describe('as policy', () => {
  test('of 5,000 grants by chance none that passes exceeds the giver', () => {
    let passed = 0
    fc.assert(
      fc.property(
        fc.array(anyPermissions, { minLength: 1, maxLength: 3 }),
        anyPermissions,
        fc.boolean(),
        (roles, asked, narrow) => {
          const held = mergePermissions(roles)
          // Half of them are cut down to what may pass, or nearly nothing would.
          const wanted = narrow
            ? Object.fromEntries(
                Object.entries(asked).filter(([name, grant]) => mayGive(held, '', name as keyof Permissions, grant)),
              )
            : asked
          expect(covers(held, wanted)).toBe(!exceeds(held, wanted))
          expect(uncovered(held, wanted) === undefined).toBe(covers(held, wanted))
          if (covers(held, wanted)) {
            passed++
            // Holding the new role besides one's own gives nothing new.
            expect(mergePermissions([held, wanted])).toEqual(held)
            const stored = readPermissions(JSON.parse(JSON.stringify(nestPermissions(wanted))))
            expect(stored).toEqual(wanted)
          }
          if (!beyondClient(clientKey, wanted)) expect(exceeds(clientCeiling, wanted)).toBe(false)
        },
      ),
      { numRuns: 5_000, seed: 20_261_121 },
    )
    expect(passed).toBeGreaterThan(2_000)
  })
})

describe('through the commands', () => {
  let database: TestDatabase
  let world: World
  beforeAll(async () => {
    database = await testDatabase()
    world = await buildWorld()
  })
  afterAll(async () => {
    await closePool()
    await database.drop()
  })

  const contextOf = async (memberId: string): Promise<Context | null> => {
    const { ctx } = world.people.owner
    const answer = await askMember(ctx.organization.id, memberId)
    return answer && contextFrom(answer, 'session', ctx.request)
  }
  const settled = (work: Promise<unknown>) =>
    work.then(
      () => true,
      (error: unknown) => {
        if (error instanceof AppError && error.status < 500) return false
        throw error
      },
    )

  test('400 attempts by people with any roles leave nobody with more than the one who gave it', {
    timeout: 110_000,
  }, async () => {
    const owner = world.people.owner.ctx
    const everybody = (await listMembers(owner, { limit: 100 })).items.filter((member) => !member.owner)
    let done = 0
    await fc.assert(
      fc.asyncProperty(fc.gen(), async (value) => {
        const below = (count: number) => value(fc.integer, { min: 0, max: count - 1 })
        const manager: Permissions = {
          'organization.members.view': true,
          'organization.members.edit': true,
          'organization.roles.manage': true,
        }
        const { id: seat } = await createRole(owner, {
          name: `Seat ${value(fc.uuid)}`,
          permissions: nestPermissions({ ...value(() => anyPermissions), ...manager }),
        })
        const actorRow = everybody[below(everybody.length)]
        if (!actorRow || actorRow.roles.some(({ key }) => key === clientKey)) return
        const fresh = await getMember(owner, { member: actorRow.id })
        await setMemberRoles(owner, { member: fresh.id, version: fresh.version, roleIds: [seat] })

        for (let step = 0; step < 8; step++) {
          const actor = await contextOf(fresh.id)
          if (!actor?.permissions['organization.roles.manage']) return
          const roles = (await listRoles(owner, { limit: 100 })).items
          const before = new Map(roles.map((role) => [role.id, readPermissions(role.permissions)]))
          const role = roles[below(roles.length)]
          const target = everybody[below(everybody.length)]
          if (!role || !target) return
          const member = await getMember(owner, { member: target.id })
          const wanted =
            below(4) === 0
              ? value(() => anyPermissions)
              : Object.fromEntries(Object.entries(actor.permissions).filter(() => below(2)))
          const permissions = nestPermissions(wanted)
          const name = value(fc.uuid)
          const attempts = [
            () => createRole(actor, { name, permissions }),
            () => updateRole(actor, { role: role.id, version: role.version, permissions }),
            () => duplicateRole(actor, { role: role.id, name }),
            () => resetRole(actor, { role: role.id, version: role.version }),
            () => setRoleActive(actor, { role: role.id, active: below(2) === 1 }),
            () => deleteRole(actor, { role: role.id }),
            () => setMemberRoles(actor, { member: member.id, version: member.version, roleIds: [role.id] }),
            () =>
              setMemberRoles(actor, {
                member: member.id,
                version: member.version,
                roleIds: [...member.roles.map(({ id }) => id), role.id],
              }),
          ]
          if (!(await settled((attempts[below(attempts.length)] as () => Promise<unknown>)()))) continue
          done++
          const after = await listRoles(owner, { limit: 100 })
          for (const one of after.items) {
            const now = readPermissions(one.permissions)
            const then = before.get(one.id)
            if (then && JSON.stringify(then) === JSON.stringify(now)) continue
            expect(exceeds(actor.permissions, now), `${one.name} was given too much`).toBe(false)
            expect(then === undefined || !exceeds(actor.permissions, then), `${one.name} was touched`).toBe(true)
          }
          const given = (await getMember(owner, { member: member.id })).roles.filter(
            ({ id }) => !member.roles.some((held) => held.id === id),
          )
          for (const { id } of given) expect(exceeds(actor.permissions, before.get(id) ?? {})).toBe(false)
          if (member.id === fresh.id) expect(given).toEqual([])
        }
      }),
      { numRuns: 50, seed: 4_711, endOnFailure: true },
    )
    expect(done).toBeGreaterThan(30)
  })
})
