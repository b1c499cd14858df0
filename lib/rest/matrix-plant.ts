import { createHash } from 'node:crypto'
import { SignJWT } from 'jose'
import type postgres from 'postgres'
import { nestPermissions } from '@/lib/core/permissions'
import type { Facts } from './matrix-facts'

/** Puts `Facts` into the database as they are, past the product's commands, and takes every later change back. */

export const importCsv = 'Title,Due date\nFirst row,\nSecond row,soon\n'
const proof = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
)

/** A login with a session, shared by every organization that has it as a member. @returns its bearer token */
export async function plantLogin(
  sql: postgres.Sql,
  userId: string,
  passwordHash: string | null = null,
): Promise<string> {
  const email = `${userId}@logins.test`
  await sql`insert into users ${sql({ id: userId, email, name: 'Login', password_hash: passwordHash, email_verified_at: new Date() })}`
  const expires = new Date(Date.now() + 3_600_000)
  await sql`insert into sessions ${sql({ id: userId, user_id: userId, kind: 'api', expires_at: expires })}`
  return new SignJWT({ sid: userId })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer('lobby')
    .setIssuedAt()
    .setExpirationTime('1h')
    .sign(new TextEncoder().encode(process.env.LOBBY_TOKEN_SECRET))
}

/** A sheet of the installation, which is of no organization. */
export const keptProof = '01980000-0000-7000-8000-00000000beef'

type Row = Record<string, unknown>

/** All rows of an organization, table by table. */
function rowsOf(facts: Facts): Record<string, Row[]> {
  const deletedAt = ({ deleted }: { deleted?: boolean }) => (deleted ? new Date() : null)
  const owner = facts.people.find((person) => person.owner)
  if (!owner) throw new Error('An organization has an owner')
  const unlocked = new Date()
  const file = (purpose: string, name: string, contentType: string, content: Buffer) => ({
    id: fileId(facts, purpose),
    purpose,
    name,
    content_type: contentType,
    size: content.length,
    sha256: createHash('sha256').update(content).digest('hex'),
    content,
    created_by_id: owner.id,
  })
  return {
    roles: facts.roles.map((role) => ({
      id: role.id,
      key: role.key,
      name: role.key,
      builtin: !role.custom,
      active: !role.deleted,
      deleted_at: deletedAt(role),
      permissions: nestPermissions(role.permissions),
    })),
    members: facts.people.map((person) => ({
      id: person.id,
      user_id: person.userId,
      name: person.name,
      email: person.email,
      status: person.status ?? 'active',
      is_owner: person.owner ?? false,
    })),
    member_roles: facts.people.flatMap(({ id, roleIds }) =>
      roleIds.map((roleId) => ({ member_id: id, role_id: roleId })),
    ),
    teams: facts.teams.map((team) => ({ id: team.id, name: team.id, deleted_at: deletedAt(team) })),
    team_members: facts.teams.flatMap(({ id, members }) =>
      [...new Set(members)].map((member) => ({ team_id: id, member_id: member })),
    ),
    grants: facts.teams.map((team) => ({
      id: team.id,
      user_id: team.id,
      user_name: 'Sue Superadmin',
      reason: `To look at ${facts.mark}`,
      hours: 2,
    })),
    clients: facts.clients.map((client) => ({
      id: client.id,
      name: client.name,
      created_by_id: client.createdBy,
      owner_id: client.owner,
      deleted_at: deletedAt(client),
    })),
    contacts: facts.contacts.map((contact) => ({
      id: contact.id,
      client_id: contact.client,
      name: contact.name,
      email: contact.email,
      member_id: contact.member ?? null,
      deleted_at: deletedAt(contact),
    })),
    projects: facts.projects.map((project) => ({
      id: project.id,
      key: project.key,
      title: project.title,
      client_id: project.client,
      status: 'ACTIVE',
      unlocked_at: unlocked,
      currency: 'EUR',
      cost_minor: project.costMinor,
      created_by_id: project.createdBy,
      salesperson_id: project.salesperson ?? null,
      verifier_id: project.verifier ?? null,
      manager_id: project.manager ?? null,
      deleted_at: deletedAt(project),
    })),
    project_members: facts.projects.flatMap(({ id, members }) =>
      [...new Set(members)].map((member) => ({ project_id: id, member_id: member })),
    ),
    project_shares: facts.projects.flatMap(({ id, client, shares }) =>
      [...new Set(shares)].map((contact) => ({
        project_id: id,
        contact_id: contact,
        client_id: client,
        shared_by_id: owner.id,
      })),
    ),
    project_counters: facts.projects.map(({ id }) => ({
      project_id: id,
      last_task_number: Math.max(0, ...facts.tasks.filter((task) => task.project === id).map((task) => task.number)),
    })),
    files: [
      file('proof', 'proof.png', 'image/png', proof),
      file('logo', 'logo.png', 'image/png', proof),
      file('import', 'tasks.csv', 'text/csv', Buffer.from(importCsv)),
      ...facts.attachments.map(({ id, name }) => ({ ...file('attachment', name, 'image/png', proof), id })),
    ],
    tasks: facts.tasks.map((task) => ({
      id: task.id,
      project_id: task.project,
      number: task.number,
      title: task.title,
      status: task.status,
      rank: task.number * 1024,
      created_by_id: task.createdBy,
      assignee_id: task.assignee ?? null,
      deleted_at: deletedAt(task),
    })),
    leads: facts.clients.map((client) => ({
      id: client.id,
      company: `Lead ${client.name}`,
      currency: 'EUR',
      owner_id: client.owner,
      created_by_id: client.createdBy,
      deleted_at: deletedAt(client),
    })),
    checklist_items: facts.tasks.map((task) => ({
      id: task.id,
      task_id: task.id,
      text: `To tick ${facts.mark}`,
      rank: 1024,
    })),
    milestones: facts.projects.map((project) => ({
      id: project.id,
      project_id: project.id,
      title: `Milestone ${facts.mark}`,
      created_by_id: owner.id,
    })),
    saved_views: facts.projects.map((project) => ({
      id: project.id,
      list: 'tasks',
      project_id: project.id,
      member_id: owner.id,
      name: `View ${facts.mark}`,
      shared: true,
      query: 'status=TODO',
    })),
    ticket_counters: [{ last_number: facts.tickets.length }],
    tickets: facts.tickets.map((ticket) => ({
      id: ticket.id,
      project_id: ticket.project,
      number: ticket.number,
      title: ticket.title,
      created_by_id: ticket.createdBy,
      assignee_id: ticket.assignee ?? null,
      response_due_at: new Date(Date.now() + 86_400_000),
      resolution_due_at: new Date(Date.now() + 864_000_000),
      deleted_at: deletedAt(ticket),
    })),
    payments: facts.payments.map((payment) => ({
      id: payment.id,
      project_id: payment.project,
      amount_minor: payment.amountMinor,
      currency: 'EUR',
      method: 'CASH',
      reference: payment.reference,
      paid_on: '2026-09-01',
      proof_file_id: fileId(facts, 'proof'),
      recorded_by_id: payment.recordedBy,
      status: payment.decidedBy ? 'VERIFIED' : 'PENDING',
      decided_by_id: payment.decidedBy ?? null,
      decided_at: payment.decidedBy ? unlocked : null,
    })),
    comments: facts.comments.map((comment) => ({
      id: comment.id,
      project_id: projectAt(facts, comment),
      task_id: comment.task ?? null,
      ticket_id: comment.ticket ?? null,
      body: comment.body,
      shared: comment.shared,
      author_id: comment.author,
      deleted_at: deletedAt(comment),
    })),
    attachments: facts.attachments.map((row) => ({
      id: row.id,
      file_id: row.id,
      project_id: projectAt(facts, row),
      task_id: row.task ?? null,
      ticket_id: row.ticket ?? null,
      shared: row.shared,
      created_by_id: row.createdBy,
      deleted_at: deletedAt(row),
    })),
    imports: facts.imports.map((row) => ({
      id: row.id,
      project_id: row.project,
      file_id: fileId(facts, 'import'),
      file_name: 'tasks.csv',
      encoding: 'utf-8',
      delimiter: ',',
      columns: ['Title', 'Due date'],
      mapping: { Title: 'title', 'Due date': 'dueOn' },
      total_rows: 2,
      created_by_id: row.createdBy,
    })),
    exports: facts.imports.map((row) => ({
      id: row.id,
      list: 'tasks',
      format: 'csv',
      status: 'SUCCEEDED',
      file_id: fileId(facts, 'import'),
      created_by_id: row.createdBy,
    })),
    invitations: facts.invitations.map((row) => ({
      id: row.id,
      email: row.email,
      secret_hash: row.id,
      invited_by_id: row.invitedBy,
      expires_at: new Date(Date.now() + 86_400_000),
    })),
    invitation_roles: facts.invitations.map((row) => ({ invitation_id: row.id, role_id: row.roleId })),
    notifications: facts.notices.map((notice) => ({
      id: notice.id,
      member_id: notice.member,
      event_id: notice.id,
      type: notice.task ? 'task.assigned' : notice.ticket ? 'ticket.assigned' : 'project.activated',
      reason: 'staff',
      subject_type: notice.task ? 'task' : notice.ticket ? 'ticket' : 'project',
      subject_id: notice.task ?? notice.ticket ?? notice.project ?? notice.id,
      project_id:
        notice.project ??
        [...facts.tasks, ...facts.tickets].find(({ id }) => id === (notice.task ?? notice.ticket))?.project ??
        null,
      task_id: notice.task ?? null,
      ticket_id: notice.ticket ?? null,
      actor_member_id: owner.id,
      read_at: notice.read ? unlocked : null,
    })),
    audit_log: facts.projects.map((project) => ({
      id: project.id,
      event: 'project.created',
      actor_kind: 'session',
      actor_member_id: owner.id,
      actor_name: owner.name,
      subject_type: 'project',
      subject_id: project.id,
      project_id: project.id,
      after: { title: project.title },
    })),
  }
}

/** The project that something lies in. */
const projectAt = (facts: Facts, { task, ticket, project }: { task?: string; ticket?: string; project?: string }) =>
  project ?? [...facts.tasks, ...facts.tickets].find(({ id }) => id === (task ?? ticket))?.project

const fileEnds: Record<string, string> = { proof: 'e', logo: 'd' }
const fileId = (facts: Facts, purpose: string) => `${facts.id.slice(0, -1)}${fileEnds[purpose] ?? 'f'}`

/** Plants organizations; foreign keys, triggers and policies sleep meanwhile. */
export async function plant(sql: postgres.Sql, ...organizations: Facts[]): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`
    const old = new Date('2026-01-01')
    await tx`insert into proofs ${tx({ id: keptProof, state: 'PASSED', created_at: old, finished_at: old })} on conflict do nothing`
    for (const facts of organizations) {
      const owner = facts.people.find((person) => person.owner)
      await tx`insert into organizations ${tx({
        id: facts.id,
        slug: facts.slug,
        name: `Organization ${facts.mark}`,
        contact_email: `${facts.mark}@people.test`,
        owner_member_id: owner?.id ?? '',
        modules_off: facts.modulesOff,
        logo_file_id: fileId(facts, 'logo'),
      })}`
      for (const [table, rows] of Object.entries(rowsOf(facts)))
        if (rows.length > 0)
          await tx`insert into ${tx(table)} ${tx(rows.map((row) => ({ organization_id: facts.id, ...row })))}`
    }
    await tx`delete from row_history where organization_id in ${tx(organizations.map(({ id }) => id))}`
    await plantHistory(tx)
  })
}

/** The triggers sleep: what they would have kept, as if everything were there for years. */
async function plantHistory(tx: postgres.TransactionSql): Promise<void> {
  const kept = await tx<{ name: string; keys: string }[]>`
    select t.relname as name, encode(g.tgargs, 'escape') as keys from pg_trigger g join pg_class t on t.oid = g.tgrelid
    where g.tgname = 'keep_history'`
  for (const { name, keys } of kept)
    await tx`insert into row_history (organization_id, table_name, key, valid_from, row)
      select ${tx(name === 'organizations' ? 'id' : 'organization_id')}, ${name},
        concat_ws(' ', ${tx(keys.split('\\000').filter(Boolean))}), '2020-01-01', to_jsonb(t) from ${tx(name)} t
      on conflict do nothing`
}

/** What grows by every request and shows no record to anybody, or only in the order of time. */
const passing = [
  'audit_log',
  'audit_seals',
  // Asked about long ago only, which nothing that is done now changes.
  'row_history',
  'outbox',
  'inbox',
  'live_sequences',
  'idempotency_keys',
  'rate_limits',
  'drizzle',
]

/**
 * Remembers the database as it stands. Rows that came or changed since have a younger transaction in `xmin`; rows that
 * went are missing by their key.
 * @returns a function that takes every change since back, whatever made it
 */
export async function snapshot(sql: postgres.Sql, place = 'kept'): Promise<() => Promise<void>> {
  const tables = await sql<{ name: string; columns: string; key: string }[]>`
    select c.relname as name, string_agg(quote_ident(a.attname), ',') filter (where a.attgenerated = '') as columns,
      string_agg(quote_ident(a.attname), ',') filter (where a.attnum = any(i.indkey)) as key
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      join pg_index i on i.indrelid = c.oid and i.indisprimary
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' group by c.relname`
  const kept = tables.filter(({ name }) => !passing.includes(name) && !name.startsWith('platform_'))
  const copies = kept.map(({ name }) => `create unlogged table ${place}.${name} as table public.${name};`)
  await sql.unsafe(`drop schema if exists ${place} cascade; create schema ${place}; ${copies.join('')}`)
  let [{ last }] = await sql<[{ last: string }]>`select pg_current_xact_id()::text as last`
  return async () => {
    const back = kept.map(
      ({ name, columns, key }) => `
        delete from public.${name} where xmin::text::bigint > ${last};
        insert into public.${name} (${columns})
          select ${columns} from ${place}.${name} where (${key}) not in (select ${key} from public.${name});`,
    )
    // Several statements sent as one text are one transaction.
    const answers = await sql.unsafe(
      // The trail stays, but for what a rule reads in it: nobody asks for the same twice a day.
      `set local session_replication_role = replica; ${back.join('')}
       delete from audit_log where event = 'access.asked'; select pg_current_xact_id()::text as last`,
    )
    last = (answers.at(-1) as unknown as [{ last: string }])[0].last
  }
}
