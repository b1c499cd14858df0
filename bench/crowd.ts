import type { Sql } from 'postgres'
import type { Measure } from './measure'
import type { Figure } from './report'
import type { Visitor } from './visitor'

export const crowd = { members: 5_000, roles: 200, holders: 1_000, teams: 100, entries: 1_000_000 }

/** One organization with thousands of people: roles that differ, teams that overlap, and a trail of a million sealed entries. */
export async function fillCrowd(sql: Sql, organizationId: string): Promise<void> {
  const org = `'${organizationId}'::uuid`
  await sql.unsafe(`create temporary table crowd as select n, uuidv7() as member, uuidv7() as account
    from generate_series(1, ${crowd.members}) n`)
  await sql.unsafe(`insert into users (id, email, name, email_verified_at)
    select account, 'person' || n || '@bench.test', 'Person ' || n, now() from crowd`)
  await sql.unsafe(`insert into members (organization_id, id, user_id, name, email, status)
    select ${org}, member, account, 'Person ' || n, 'person' || n || '@bench.test', 'active' from crowd`)
  await sql.unsafe(`insert into roles (organization_id, key, name, permissions)
    select ${org}, 'crowd-' || n, 'Crowd role ' || n, (select permissions from roles where organization_id = ${org}
      and key = (array['member', 'developer', 'project_manager', 'salesperson', 'support'])[1 + n % 5])
    from generate_series(1, ${crowd.roles}) n`)
  await sql.unsafe(`insert into member_roles (organization_id, member_id, role_id)
    select ${org}, c.member, r.id from crowd c join lateral (
      select id, row_number() over (order by id) as place from roles where organization_id = ${org} and key like 'crowd-%'
    ) r on r.place = 1 + c.n % ${crowd.roles} or r.place = 1 + (c.n * 7) % ${crowd.roles}`)
  // One role that many hold beside the two that each has.
  await sql.unsafe(`with wide as (insert into roles (organization_id, key, name, permissions)
      select ${org}, 'crowd-wide', 'Wide role', permissions from roles where organization_id = ${org} and key = 'developer' returning id)
    insert into member_roles (organization_id, member_id, role_id) select ${org}, c.member, wide.id from crowd c, wide
      where c.n <= ${crowd.holders}`)
  await sql.unsafe(
    `insert into teams (organization_id, name) select ${org}, 'Crowd team ' || n from generate_series(1, ${crowd.teams}) n`,
  )
  await sql.unsafe(`insert into team_members (organization_id, team_id, member_id)
    select ${org}, t.id, c.member from crowd c join (
      select id, row_number() over (order by id) as place from teams where organization_id = ${org} and name like 'Crowd team %'
    ) t on t.place = 1 + c.n % ${crowd.teams}`)
  await sql.unsafe(`insert into project_members (organization_id, project_id, member_id)
    select ${org}, p.id, c.member from projects p join crowd c on c.n % 50 = p.cost_minor % 50 where p.organization_id = ${org} and p.key = 'BIG'`)
  await sql.unsafe(`insert into audit_log (organization_id, event, actor_kind, actor_member_id, actor_name, subject_type, subject_id,
      project_id, before, after, created_at)
    select ${org}, (array['task.updated', 'task.moved', 'comment.created', 'member.roles_changed', 'project.updated'])[1 + g % 5], 'session',
      c.member, 'Person ' || c.n, 'task', uuidv7(), (select id from projects where organization_id = ${org} and key = 'BIG'),
      '{"status": "TODO"}', '{"status": "DONE"}', now() - make_interval(secs => (${crowd.entries} - g) * 30)
    from generate_series(1, ${crowd.entries}) g join crowd c on c.n = 1 + g % ${crowd.members}`)
  await sql.unsafe(`delete from audit_seals where organization_id = ${org}`)
  await sql.unsafe(`do $seal$ declare place bigint := 0; latest bytea; entry audit_log; begin
      for entry in select a.* from audit_log a where a.organization_id = ${org} order by a.id loop
        place := place + 1;
        latest := app_audit_hash(latest, entry);
        insert into audit_seals (organization_id, seq, audit_id, hash) values (${org}, place, entry.id, latest);
      end loop;
    end $seal$`)
  await sql`drop table crowd`
}

const goal = 300

const seeing = (scope: string) => ({
  crm: { clients: { view: scope } },
  projects: { projects: { view: scope } },
  tasks: { tasks: { view: scope } },
})

/** What the pages about people and access cost in such an organization: CPU of all server processes, and the slowest answer. `only`: those with this word. */
export async function costOfCrowd(
  sql: Sql,
  organizationId: string,
  visitor: Visitor,
  measure: Measure,
  only = '',
): Promise<Figure[]> {
  const [role] = await sql<{ id: string }[]>`
    select role_id as id from member_roles where organization_id = ${organizationId} group by 1 order by count(*) desc limit 1`
  const [task] = await sql<{ id: string }[]>`
    select t.id from tasks t join projects p using (organization_id) where t.organization_id = ${organizationId}
      and p.id = t.project_id and p.key = 'BIG' limit 1`
  const [person] = await sql<{ id: string }[]>`
    select id from members where organization_id = ${organizationId} and name = 'Person 77'`
  const day = new Date(Date.now() - 86_400_000 * 30).toISOString().slice(0, 10)
  const asked: [string, string][] = [
    ['member list', '/bench/members'],
    ['member list, one name searched', '/bench/members?q=person+4242'],
    ['member list, by role', `/bench/members?role=${role?.id}`],
    ['roles', '/bench/roles'],
    ['role editor', `/bench/roles/${role?.id}`],
    ['audit', '/bench/audit'],
    ['audit, of one person', `/bench/audit?actor=${person?.id}`],
    ['audit, of one kind', '/bench/audit?event=member.roles_changed'],
    ['audit, of one day', `/bench/audit?from=${day}&to=${day}`],
    ['explainer: why one sees a task', `/api/v1/organizations/bench/explanations?type=task&id=${task?.id}`],
    [
      'explainer: somebody else',
      `/api/v1/organizations/bench/explanations?type=task&id=${task?.id}&member=${person?.id}`,
    ],
    ['explainer: who sees it', `/api/v1/organizations/bench/explanations/readers?type=task&id=${task?.id}`],
  ]
  const [wide] = await sql<{ id: string; permissions: object }[]>`
    select id, permissions from roles where organization_id = ${organizationId} and key = 'crowd-wide'`
  const read = async (path: string) => void (await visitor.page(path))
  const rehearse = (more: object) => async (path: string) => {
    const draft = { permissions: { ...wide?.permissions, ...more } }
    await visitor.rest('POST', `${path}/rehearsal`, draft)
  }
  const held = `bench/roles/${wide?.id}`
  const all: [string, string, (path: string) => Promise<void>][] = [
    ...asked.map(([name, path]) => [name, path, read] as [string, string, typeof read]),
    [`rehearsal: ${crowd.holders} hold it, and see every task, client and project`, held, rehearse(seeing('all'))],
    [`rehearsal: ${crowd.holders} hold it, and see only their own`, held, rehearse(seeing('own'))],
    [
      `rehearsal: ${crowd.holders} hold it, and nothing is left`,
      held,
      rehearse({ tasks: {}, projects: {}, support: {} }),
    ],
  ]
  const figures: Figure[] = []
  for (const [name, path, perform] of all.filter(([name]) => name.includes(only))) {
    let slowest = 0
    const ask = async () => {
      const began = performance.now()
      await perform(path)
      slowest = Math.max(slowest, performance.now() - began)
    }
    await ask()
    slowest = 0
    const { all: cost } = await measure.perOperation(ask, 20, 5)
    figures.push({ name, value: cost, unit: 'ms', most: goal, note: `slowest answer ${slowest.toFixed(0)} ms` })
  }
  if (only) return figures
  const began = performance.now()
  await visitor.page('/api/v1/organizations/bench/audit/verification')
  const seconds = (performance.now() - began) / 1_000
  figures.push({ name: 'the chain of a million entries, followed to its end', value: seconds, unit: 's' })
  return figures
}
