import { createHash } from 'node:crypto'
import { nestPermissions } from '@/lib/core/permissions'
import { type Facts, inBin, partOf, waitsFor, workedOnBy } from './matrix-facts'

export const importCsv = 'Title,Due date\nFirst row,\nSecond row,soon\n'
const proof = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
)

type Row = Record<string, unknown>

/** All rows of an organization, table by table. */
export function rowsOf(facts: Facts): Record<string, Row[]> {
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
      parent_id: partOf(facts, task)?.id ?? null,
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
    walks: facts.people.flatMap(({ id, userId, walksAs }) =>
      walksAs
        ? [{ id, session_id: userId, member_id: id, as_member_id: walksAs, until: new Date(Date.now() + 1_700_000) }]
        : [],
    ),
    checklist_items: facts.tasks.map((task) => ({
      id: task.id,
      task_id: task.id,
      text: `To tick ${facts.mark}`,
      rank: 1024,
    })),
    task_dependencies: facts.tasks.flatMap((task) => {
      const other = waitsFor(facts, task)
      return other ? [{ project_id: task.project, task_id: task.id, depends_on_id: other.id }] : []
    }),
    milestones: facts.projects.flatMap(({ id }) =>
      [id, inBin(id)].map((milestone) => ({
        id: milestone,
        project_id: id,
        title: `Milestone ${facts.mark}`,
        created_by_id: owner.id,
        deleted_at: deletedAt({ deleted: milestone !== id }),
      })),
    ),
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
      task_id: workedOnBy(facts, ticket)?.id ?? null,
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
/** Not the id of any record. */
export const fileId = (facts: Facts, purpose: string) =>
  facts.id.replace(/^.{8}(.*).$/, `0199f11e$1${fileEnds[purpose] ?? 'f'}`)
