import type { Permission } from '@/lib/core/permissions'
import { absent, asItWas, type Case, change, type Expected, lacks, ok, on, one } from './matrix-cases'
import type { AttachmentFact } from './matrix-facts'
import type { Oracle } from './matrix-oracle'

/** What the matrix asks about files, and about conversations of projects. */

export const uploaded = { name: 'note.txt', content: 'What the matrix brings along' }

/** Who brought it may, as long as they may comment there; others need to moderate. */
const onFile = (status: number, rest: Partial<Case<AttachmentFact>> = {}, inside = false) =>
  on('attachment', {
    ...rest,
    expect: (o, who, row) => {
      if (!row || !o.seesAttachment(who, row)) return absent
      const done = inside && !row.shared ? asItWas(status) : ok(status)
      return mayChange(o, who, row) ?? (inside ? (insider(o, who) ?? done) : done)
    },
  })
function mayChange(o: Oracle, who: string, row: AttachmentFact): Expected | undefined {
  const reach = (permission: Permission) => o.reachesSubject(who, permission, row)
  const missing = row.createdBy === who ? 'tasks.comments.create' : 'tasks.comments.moderate'
  return reach('tasks.comments.moderate') || reach(missing) ? undefined : lacks(missing)
}
const insider = (o: Oracle, who: string) =>
  o.grant(who, 'tasks.comments.view_internal') ? undefined : lacks('tasks.comments.view_internal')

const peopleFirst = (kind: 'task' | 'ticket' | 'project') =>
  on(kind, {
    expect: (o, who, row) => {
      if (!o.grant(who, 'organization.members.view')) return lacks('organization.members.view')
      const sees = { task: o.seesTask, ticket: o.seesTicket, project: o.seesProject }[kind] as (
        who: string,
        row: unknown,
      ) => boolean
      return row && sees(who, row) ? ok() : absent
    },
  })

export const fileDeclarations: Record<string, Case | Case[]> = {
  'comments.listOfProject': one('project'),
  'comments.createOnProject': change('project', 'tasks.comments.create', {
    status: 201,
    body: () => ({ body: 'We begin' }),
  }),
  'comments.readersOfTask': peopleFirst('task'),
  'comments.readersOfTicket': peopleFirst('ticket'),
  'comments.readersOfProject': peopleFirst('project'),
  'comments.react': on('comment', {
    body: () => ({ emoji: '👍', on: true }),
    expect: (o, who, row) => {
      if (!row || !o.seesComment(who, row)) return absent
      return o.reachesSubject(who, 'tasks.comments.create', row) ? ok() : lacks('tasks.comments.create')
    },
  }),

  'attachments.listOfTask': one('task'),
  'attachments.listOfTicket': one('ticket'),
  'attachments.listOfProject': one('project'),
  'attachments.attach': change('task', 'tasks.comments.create', { status: 201, file: uploaded }),
  'attachments.attachOnTicket': change('ticket', 'tasks.comments.create', { status: 201, file: uploaded }),
  'attachments.attachOnProject': change('project', 'tasks.comments.create', { status: 201, file: uploaded }),
  'attachments.get': one('attachment'),
  'attachments.file': one('attachment'),
  'attachments.share': onFile(200, { body: () => ({ shared: false }) }, true),
  'attachments.remove': onFile(204),
  'attachments.restore': on('attachment', {
    expect: (o, who, row) => {
      if (!row?.deleted || !o.seesAttachment(who, { ...row, deleted: false })) return absent
      return mayChange(o, who, row) ?? ok()
    },
  }),
}
