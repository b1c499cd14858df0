import { describe, expect, test, vi } from 'vitest'
import { type Command, newId } from '@/lib/core/command'
import type { Context } from '@/lib/core/context'
import { nestPermissions, readPermissions } from '@/lib/core/permissions'
import { worldOfTest } from '@/lib/core/testing'
import { askAccess } from '@/lib/core/transaction'
import { enter, noteVisit } from '@/lib/core/walk'
import { setMemberRoles } from '@/lib/members/commands/set-member-roles'
import { reinstateMember, suspendMember } from '@/lib/members/commands/suspend-member'
import { getMember } from '@/lib/members/queries'
import { heardChannels } from '@/lib/notifications/authorize'
import { memberChannel, projectChannel, taskChannel } from '@/lib/notifications/channels'
import { operations } from '@/lib/rest/router'
import { client } from '@/lib/rest/testing'
import { joinedAs, type PersonOf } from '@/lib/rest/world'
import { createRole } from '@/lib/roles/commands/create-role'
import { listRoles } from '@/lib/roles/queries'

vi.hoisted(() => {
  process.env.LOBBY_LIMIT_FACTOR = '1000'
})

const here = worldOfTest()
const at = '/organizations/acme'
const people = () => here.world.people
const roleOf = async (key: string) => {
  const role = (await listRoles(people().owner.ctx, {})).items.find((one) => one.key === key)
  if (!role) throw new Error(`There is no role ${key}`)
  return role
}
const start = (who: PersonOf, body: object) => client(who.token)('PUT', `${at}/walk`, body)
const end = (who: PersonOf) => client(who.token)('DELETE', `${at}/walk`)
const refusal = async (who: PersonOf) => (await client(who.token)('GET', at)).body
/** As any request builds it. */
const contextOf = async (who: PersonOf): Promise<Context> => {
  const answer = await askAccess(who.ctx.sessionId ?? '', 'acme')
  if (!answer?.access) throw new Error('no access')
  return enter(answer.access, 'token', { id: 'test', address: null })
}
const trail = (event: string) =>
  here.sql`select actor_name, actor_member_id, subject_type, subject_id, before, after, reason from audit_log
    where event = ${event} order by id desc limit 3`
const tables = async () => {
  const names = await here.sql<{ name: string }[]>`select relname as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind = 'r' and relname not in ('rate_limits', 'sessions', 'audit_log', 'audit_seals') order by 1`
  const hashes = names.map(
    ({ name }) => `select '${name}' as name, md5(string_agg(t::text, '' order by t::text)) as hash from ${name} t`,
  )
  return [...(await here.sql.unsafe(hashes.join(' union all ')))]
}

describe('who looks around as somebody else', () => {
  test('sees what that person sees, list by list, and their own again after the end', async () => {
    const { owner, developer } = people()
    const lists = ['/projects', '/tasks', '/tickets', '/clients', '/payments', '/members', '/search?q=dura']
    const seen = (who: PersonOf) =>
      Promise.all(
        lists.map(async (path) => {
          const { status, body } = await client(who.token)('GET', `${at}${path}`)
          return [path, status, status === 200 ? body : body.missing]
        }),
      )
    const [mine, theirs] = [await seen(owner), await seen(developer)]
    expect((await start(owner, { member: developer.memberId })).body).toMatchObject({
      as: 'Person developer',
      memberId: developer.memberId,
      role: null,
      by: { name: 'Olga Owner' },
    })
    expect(await seen(owner)).toEqual(theirs)
    expect((await client(owner.token)('GET', `${at}/walk`)).body.walk).toMatchObject({ as: 'Person developer' })
    expect((await end(owner)).status).toBe(204)
    expect(await seen(owner)).toEqual(mine)
    expect((await client(owner.token)('GET', `${at}/walk`)).body).toEqual({ walk: null })
  })

  test('can change nothing by any operation of the API: each answers 403 and no table changes', async () => {
    const { owner, admin } = people()
    await start(owner, { member: admin.memberId })
    const before = await tables()
    const writes = operations.filter(
      ({ kind, path, name }) => kind === 'command' && path.startsWith('/organizations/{org}') && name !== 'walks.end',
    )
    expect(writes.length).toBeGreaterThan(80)
    for (const { method, path, name } of writes) {
      const { status, body } = await client(owner.token)(
        method,
        path
          .replace('{org}', 'acme')
          .replace('{project}', 'DURA')
          .replace(/\{\w+\}/g, newId()),
        method === 'DELETE' ? undefined : {},
      )
      expect([name, status, body?.code]).toEqual([name, 403, 'READ_ONLY_WALK'])
    }
    expect(await tables()).toEqual(before)
    await end(owner)
  })

  test('can change nothing by any command that there is, however it is called', async () => {
    const { owner, admin } = people()
    await start(owner, { member: admin.memberId })
    const ctx = await contextOf(owner)
    const modules = import.meta.glob(['/lib/*/commands/*.ts', '!/lib/*/commands/*.test.ts'])
    const found: Command<unknown, unknown>[] = []
    for (const load of Object.values(modules))
      for (const unit of Object.values((await load()) as object))
        if (typeof unit === 'function' && 'kind' in unit && unit.kind === 'command') found.push(unit as never)
    expect(found.length).toBeGreaterThan(80)
    for (const command of found.filter(({ endsReadOnly }) => !endsReadOnly)) {
      const code = (work: Promise<unknown>) =>
        work.then(
          () => 'done',
          (error) => error.problem?.code ?? String(error),
        )
      expect([command.name, await code(command(ctx, {}))]).toEqual([command.name, 'READ_ONLY_WALK'])
      expect([command.name, await code(command.within({} as never, ctx, {}))]).toEqual([command.name, 'READ_ONLY_WALK'])
    }
    expect(found.filter(({ endsReadOnly }) => endsReadOnly).map(({ name }) => name)).toEqual(['walks.end'])
    await end(owner)
  })

  test('does so in the one session that began it; tokens and other sessions stay as they are', async () => {
    const { owner, developer, admin } = people()
    await start(owner, { member: developer.memberId })
    expect((await client(admin.token)('GET', `${at}/walk`)).body).toEqual({ walk: null })
    expect((await client(developer.token)('GET', `${at}/walk`)).body).toEqual({ walk: null })
    await end(owner)
  })

  test('finds nothing that the person keeps for themselves, and hears none of their notices', async () => {
    const { owner, project_manager: manager } = people()
    const private_ = ['/notifications', '/exports', '/notifications/mutes']
    await start(owner, { member: manager.memberId })
    const ctx = await contextOf(owner)
    for (const path of private_) {
      const { status, body } = await client(owner.token)('GET', `${at}${path}`)
      expect([path, status, Object.values(body)[0]]).toEqual([path, 200, []])
    }
    const { id } = ctx.organization
    const { projects, tasks } = here.world
    const channels = [
      memberChannel(id, manager.memberId),
      memberChannel(id, owner.memberId),
      taskChannel(id, tasks.assigned.id),
      projectChannel(id, projects.active.id),
    ]
    expect([...(await heardChannels(ctx, channels)).keys()]).toEqual([channels[3]])
    await end(owner)
  })

  test('is named in the trail at the start, on each page and at the end', async () => {
    const { owner, developer } = people()
    await start(owner, { member: developer.memberId })
    const ctx = await contextOf(owner)
    await noteVisit(ctx, '/acme/projects')
    await noteVisit(await contextOf(owner), '/acme/projects')
    await noteVisit(await contextOf(owner), '/acme/tasks/DURA-1')
    await end(owner)
    const about = { actor_member_id: owner.memberId, subject_type: 'member', subject_id: developer.memberId }
    expect((await trail('walk.started'))[0]).toMatchObject({
      ...about,
      actor_name: 'Olga Owner',
      after: { walkingAs: 'Person developer' },
    })
    const walking = 'Olga Owner, walking as Person developer'
    expect((await trail('walk.visited')).slice(0, 2)).toMatchObject([
      { ...about, actor_name: walking, after: { page: '/acme/tasks/DURA-1' } },
      { ...about, actor_name: walking, after: { page: '/acme/projects' } },
    ])
    expect(await here.sql`select id from audit_log where event = 'walk.visited'`).toHaveLength(2)
    expect((await trail('walk.ended'))[0]).toMatchObject({ ...about, actor_name: walking })
  })
})

describe('a draft of a role', () => {
  const draft = async () => {
    const { 'support.tickets.view': _, ...rest } = readPermissions((await roleOf('developer')).permissions)
    return nestPermissions({ ...rest, 'crm.clients.view': 'all' })
  }

  test('is walked by a holder with the draft in place of what is saved', async () => {
    const { owner, developer } = people()
    const role = await roleOf('developer')
    await start(owner, { member: developer.memberId, role: role.id, permissions: await draft() })
    expect((await client(owner.token)('GET', `${at}/clients`)).body.items).toHaveLength(1)
    expect((await client(owner.token)('GET', `${at}/tickets`)).body.missing).toBe('support.tickets.view')
    expect((await client(owner.token)('GET', `${at}/projects`)).body.items).toHaveLength(1)
    await end(owner)
    expect((await trail('walk.started'))[0]).toMatchObject({ after: { 'crm.clients.view': 'all' } })
    expect((await roleOf('developer')).permissions).toEqual(role.permissions)
  })

  test('is walked by an imagined newcomer, to whom nothing belongs yet', async () => {
    const { owner } = people()
    const role = await roleOf('developer')
    const { body } = await start(owner, { role: role.id, permissions: await draft() })
    expect(body).toMatchObject({ as: 'a newcomer with “Developer”', memberId: null, role: { name: 'Developer' } })
    expect((await client(owner.token)('GET', `${at}/clients`)).body.items).toHaveLength(1)
    expect((await client(owner.token)('GET', `${at}/projects`)).body.items).toEqual([])
    await end(owner)
  })

  test('needs somebody who holds the role, and a role that is on', async () => {
    const { owner, support } = people()
    const role = await roleOf('developer')
    const { body } = await start(owner, { member: support.memberId, role: role.id })
    expect(body.errors).toMatchObject([{ path: 'member', code: 'not_a_holder' }])
    expect((await start(owner, {})).body.code).toBe('INVALID')
    expect((await start(owner, { member: owner.memberId })).body.errors).toMatchObject([{ code: 'own_self' }])
  })
})

describe('only people whose access the actor covers', () => {
  const manages = async () => {
    const permissions = nestPermissions({
      ...readPermissions((await roleOf('project_manager')).permissions),
      'organization.roles.manage': true,
    })
    await createRole(people().owner.ctx, { name: 'Keeper of roles', permissions })
    const { items } = await listRoles(people().owner.ctx, {})
    return items.find(({ name }) => name === 'Keeper of roles')?.id ?? ''
  }

  test('can be chosen: “own” of somebody else is not mine, and the owner is nobody’s but the owner’s', async () => {
    const { owner, admin, developer } = people()
    const keeper = await joinedAs(owner, 'acme', await manages())
    const answer = await start(keeper, { member: developer.memberId })
    expect([answer.status, answer.body.code, answer.body.missing]).toEqual([403, 'TOO_WIDE', 'projects.projects.view'])
    expect((await start(admin, { member: owner.memberId })).body.code).toBe('TOO_WIDE')
    expect((await start(developer, { member: admin.memberId })).body.missing).toBe('organization.roles.manage')
    expect((await start(keeper, { role: (await roleOf('admin')).id })).body.code).toBe('TOO_WIDE')
  })

  test('stay so: it ends, with a clear answer, when the actor may less', async () => {
    const { owner, admin, developer } = people()
    await start(admin, { member: developer.memberId })
    const member = await getMember(owner.ctx, { member: admin.memberId })
    const [adminRole, other] = [await roleOf('admin'), await roleOf('support')]
    await setMemberRoles(owner.ctx, { member: admin.memberId, version: member.version, roleIds: [other.id] })
    expect(await refusal(admin)).toMatchObject({ status: 403, code: 'WALK_ENDED' })
    expect(await refusal(admin)).toMatchObject({ me: { name: 'Person admin' } })
    expect((await trail('walk.ended'))[0]).toMatchObject({ actor_name: 'Person admin', reason: expect.any(String) })
    const now = await getMember(owner.ctx, { member: admin.memberId })
    await setMemberRoles(owner.ctx, { member: admin.memberId, version: now.version, roleIds: [adminRole.id] })
  })

  test('stay so: it ends when the person may more, is suspended, or the time is over', async () => {
    const { owner, admin, developer } = people()
    const [, narrow] = [
      0,
      await createRole(owner.ctx, {
        name: 'Almost admin',
        permissions: nestPermissions({
          ...readPermissions((await roleOf('admin')).permissions),
          'support.tickets.escalate': 'own',
        }),
      }),
    ]
    const seer = await joinedAs(
      owner,
      'acme',
      (await listRoles(owner.ctx, {})).items.find(({ id }) => id === narrow.id)?.key ?? '',
    )
    const { version } = await getMember(owner.ctx, { member: developer.memberId })
    const [dev, pm] = [await roleOf('developer'), await roleOf('project_manager')]
    expect((await start(seer, { member: developer.memberId })).status).toBe(200)
    await setMemberRoles(owner.ctx, { member: developer.memberId, version, roleIds: [dev.id, pm.id] })
    expect(await refusal(seer)).toMatchObject({ code: 'WALK_ENDED' })
    expect((await start(seer, { member: developer.memberId })).body.missing).toBe('support.tickets.escalate')

    await start(admin, { member: developer.memberId })
    await suspendMember(owner.ctx, { member: developer.memberId })
    expect(await refusal(admin)).toMatchObject({ code: 'WALK_ENDED' })
    expect((await start(admin, { member: developer.memberId })).body.code).toBe('NOT_ACTIVE')
    await reinstateMember(owner.ctx, { member: developer.memberId })

    await start(admin, { member: developer.memberId })
    await here.sql`update walks set created_at = now() - interval '31 minutes', until = now() - interval '1 minute'
      where ended_at is null`
    const late = await client(admin.token)('POST', `${at}/clients`, { name: 'By mistake' })
    expect(late.body.code).toBe('WALK_ENDED')
    expect(await refusal(admin)).toMatchObject({ me: { name: 'Person admin' } })
  })
})
