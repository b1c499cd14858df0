import { describe, expect, test } from 'vitest'
import { listReaders } from '@/lib/access/queries'
import { contextFrom } from '@/lib/core/context'
import { nestPermissions, readPermissions } from '@/lib/core/permissions'
import { worldOfTest } from '@/lib/core/testing'
import { askMember } from '@/lib/core/transaction'
import { setMemberRoles } from '@/lib/members/commands/set-member-roles'
import { reinstateMember, suspendMember } from '@/lib/members/commands/suspend-member'
import { getMember, listMembers } from '@/lib/members/queries'
import { updateSettings } from '@/lib/organizations/commands/update-settings'
import { deleteProject, restoreProject } from '@/lib/projects/commands/delete-project'
import { setProjectShares } from '@/lib/projects/commands/set-shares'
import { setProjectStaff } from '@/lib/projects/commands/set-staff'
import { updateProject } from '@/lib/projects/commands/update-project'
import { getProject } from '@/lib/projects/queries'
import { client } from '@/lib/rest/testing'
import { setRoleActive } from '@/lib/roles/commands/set-role-active'
import { updateRole } from '@/lib/roles/commands/update-role'
import { getRole, listRoles } from '@/lib/roles/queries'
import { createTeam } from '@/lib/teams/commands/create-team'
import { deleteTeam } from '@/lib/teams/commands/delete-team'
import { membersThen, projectThen, readersThen, roleThen } from './queries'

const here = worldOfTest()
const owner = () => here.world.people.owner.ctx
const moment = async () => {
  const [row] = await here.sql<{ at: Date }[]>`select clock_timestamp() as at`
  return row?.at.toISOString() ?? ''
}
const code = (error: { problem?: { code: string } }) => error.problem?.code ?? String(error)
const roleOf = async (key: string) => {
  const role = (await listRoles(owner(), {})).items.find((one) => one.key === key)
  if (!role) throw new Error(`There is no role ${key}`)
  return role
}

/** What is changed at each step; every one decides in another way who sees the project. */
function steps() {
  const { people, projects, client: company } = here.world
  const project = projects.active.id
  const ids = (...keys: (keyof typeof people)[]) => keys.map((key) => people[key].memberId)
  const versionOf = async () => (await getProject(owner(), { project })).version
  const give = async (key: keyof typeof people, ...roles: string[]) => {
    const { version } = await getMember(owner(), { member: people[key].memberId })
    const roleIds = await Promise.all(roles.map(async (role) => (await roleOf(role)).id))
    return setMemberRoles(owner(), { member: people[key].memberId, version, roleIds })
  }
  const widen = async (key: string, grant: 'own' | 'team' | 'all') => {
    const role = await roleOf(key)
    const permissions = nestPermissions({ ...readPermissions(role.permissions), 'projects.projects.view': grant })
    return updateRole(owner(), { role: role.id, version: role.version, permissions })
  }
  let team = ''
  const switchOff = async (modulesOff: 'projects'[]) => {
    const [row] = await here.sql`select version from organizations where slug = 'acme'`
    return updateSettings(owner(), { version: row?.version, modulesOff })
  }
  return [
    () => setProjectStaff(owner(), { project, memberIds: [] }),
    () => setProjectStaff(owner(), { project, memberIds: ids('developer', 'support') }),
    () => setProjectShares(owner(), { project, contactIds: [] }),
    () => setProjectShares(owner(), { project, contactIds: [company.contactId] }),
    () => give('developer', 'verifier'),
    () => give('developer', 'developer'),
    () => widen('developer', 'team'),
    async () => {
      team = (await createTeam(owner(), { name: 'Together', memberIds: ids('developer', 'salesperson') })).id
    },
    () => widen('salesperson', 'team'),
    () => deleteTeam(owner(), { team }),
    () => widen('support', 'own'),
    async () => setRoleActive(owner(), { role: (await roleOf('verifier')).id, active: false }),
    () => suspendMember(owner(), { member: people.support.memberId }),
    () => reinstateMember(owner(), { member: people.support.memberId }),
    async () =>
      updateProject(owner(), { project, version: await versionOf(), salespersonId: null, title: 'Another title' }),
    () => setProjectStaff(owner(), { project, managerId: people.support.memberId }),
    () => switchOff(['projects']),
    () => switchOff([]),
    () => deleteProject(owner(), { project }),
    () => restoreProject(owner(), { project }),
  ]
}

describe('as of a past moment', () => {
  test('who could see a project, the role and the members answer as they answered then, change by change', async () => {
    const project = here.world.projects.active.id
    const developer = (await roleOf('developer')).id
    const state = async () => {
      const ctx = await ownerNow()
      return {
        readers: await listReaders(ctx, { type: 'project', id: project, limit: 100 }).then(({ items }) => items, code),
        role: await getRole(ctx, { role: developer }),
        members: (await listMembers(ctx, { limit: 100 })).items,
        title: await getProject(ctx, { project }).then(({ title }) => title, code),
      }
    }
    const ownerNow = async () => {
      const answer = await askMember(owner().organization.id, here.world.people.owner.memberId)
      if (!answer) throw new Error('gone')
      // With the permissions of one who looks back on it, and the organization as it is at that step.
      return { ...owner(), organization: contextFrom(answer, 'session', owner().request).organization }
    }
    const remembered: { at: string; state: Awaited<ReturnType<typeof state>> }[] = []
    for (const step of steps()) {
      await step()
      remembered.push({ at: await moment(), state: await state() })
    }
    // Chance decides in which order they are asked: no answer depends on the one before.
    for (const { at, state: was } of remembered.sort(() => Math.random() - 0.5)) {
      const as_of = at
      const readers = readersThen(owner(), { of: 'project', project, as_of, limit: 100 })
      expect(await readers.then(({ items }) => items, code)).toEqual(was.readers)
      expect(await roleThen(owner(), { role: developer, as_of })).toMatchObject(was.role)
      expect((await membersThen(owner(), { as_of, limit: 100 })).items).toEqual(was.members)
      expect(await projectThen(owner(), { project, as_of }).then(({ title }) => title, code)).toEqual(was.title)
    }
    expect(new Set(remembered.map(({ state: { readers } }) => JSON.stringify(readers))).size).toBeGreaterThan(10)
  })

  test('shows what a project held then, by REST too, even when it is deleted now', async () => {
    const { projects, people } = here.world
    const project = projects.waiting.id
    const then = await moment()
    await updateProject(owner(), { project, version: 1, title: 'Renamed since' }).catch(async () => {
      const { version } = await getProject(owner(), { project })
      await updateProject(owner(), { project, version, title: 'Renamed since' })
    })
    await deleteProject(owner(), { project })
    const call = client(people.owner.token)
    const { status, body } = await call('GET', `/organizations/acme/history/projects/${project}?as_of=${then}`)
    expect([status, body.title, body.manager.name]).toEqual([200, 'Waiting room', 'Person project_manager'])
    const now = await call('GET', `/organizations/acme/history/projects/${project}?as_of=${await moment()}`)
    expect(now.status).toBe(404)
    await restoreProject(owner(), { project })
  })

  test('says so where nothing was recorded yet, and refuses the future', async () => {
    const call = client(here.world.people.owner.token)
    const before = await call('GET', '/organizations/acme/history/members?as_of=2001-01-01T00:00:00Z')
    expect([before.status, before.body.code]).toEqual([409, 'BEFORE_HISTORY'])
    expect(before.body.message).toMatch(/Recording began on \w+ \d+, \d{4} at /)
    expect((await call('GET', '/organizations/acme/history/members?as_of=2999-01-01T00:00:00Z')).status).toBe(400)
    expect((await call('GET', '/organizations/acme/history/members')).status).toBe(400)
  })

  test('is for those who read the trail, who see no neighbour and can change nothing', async () => {
    const at = await moment()
    const { developer, owner: boss } = here.world.people
    const refused = await client(developer.token)('GET', `/organizations/acme/history/members?as_of=${at}`)
    expect([refused.status, refused.body.missing]).toEqual([403, 'organization.audit.view'])
    const [kept] =
      await here.sql`select count(*)::int as count from row_history where organization_id <> ${boss.ctx.organization.id}`
    expect(kept?.count).toBe(0)
    await expect(
      here.sql.begin(async (tx) => {
        await tx`set local role lobby_app`
        await tx`update row_history set valid_to = now()`
      }),
    ).rejects.toThrow(/permission denied/)
  })
})
