import type { RecordType } from '@/lib/access/schema'
import { absent, type Case, invalid, lacks, ok, on, uuid } from './matrix-cases'
import type {
  AttachmentFact,
  ClientFact,
  CommentFact,
  Kind,
  PaymentFact,
  ProjectFact,
  TaskFact,
  TicketFact,
} from './matrix-facts'
import type { Oracle } from './matrix-oracle'

/** What the matrix asks about explanations: a record that one does not see is not explained either. */

const view = 'organization.members.view'
type Sees = (o: Oracle, who: string, row: never) => boolean
/** Each type of record, under whose ids it is planted, and who sees it. */
const records: [RecordType, Kind, Sees][] = [
  ['client', 'client', (o, who, row: ClientFact) => o.seesClient(who, row)],
  ['lead', 'client', (o, who, row: ClientFact) => !row.deleted && o.reachesLead(who, 'crm.leads.view', row)],
  ['project', 'project', (o, who, row: ProjectFact) => o.seesProject(who, row)],
  ['payment', 'payment', (o, who, row: PaymentFact) => o.seesPayment(who, row)],
  ['task', 'task', (o, who, row: TaskFact) => o.seesTask(who, row)],
  ['ticket', 'ticket', (o, who, row: TicketFact) => o.seesTicket(who, row)],
  ['comment', 'comment', (o, who, row: CommentFact) => o.seesComment(who, row)],
  ['attachment', 'attachment', (o, who, row: AttachmentFact) => o.seesAttachment(who, row)],
]
/** Every type is asked about in `matrix-explainer.test.ts`; over HTTP each once, by one operation or the other. */
const some = (...types: RecordType[]) => records.filter(([type]) => types.includes(type))
const ownerOf = (o: Oracle) => o.facts.people.find(({ owner }) => owner)?.id

/** Everything is planted long before. */
const then = '?as_of=2021-01-01T00:00:00Z'
const trail = 'organization.audit.view'
const looksBack = (o: Oracle, who: string) => {
  const missing = ([trail, view] as const).find((permission) => !o.grant(who, permission))
  return missing ? lacks(missing) : ok()
}

export const accessDeclarations: Record<string, Case | Case[]> = {
  'access.explain': [
    { name: 'a permission', query: '?permission=organization.audit.view', expect: () => ok() },
    ...some('lead', 'project', 'ticket', 'comment').map(([type, kind, sees]) =>
      on(kind, {
        name: type,
        query: (id) => `?type=${type}&id=${id}`,
        expect: (o, who, row) => (row && sees(o, who, row as never) ? ok() : absent),
      }),
    ),
    on('member', {
      name: 'somebody else',
      query: (id) => `?permission=tasks.tasks.view&member=${id}`,
      expect: (o, who, row, id) => {
        if (!uuid.test(id)) return invalid
        if (id === who) return ok()
        if (!o.grant(who, view)) return absent
        if (!o.grant(who, 'organization.roles.manage') && !o.grant(who, 'organization.audit.view'))
          return lacks('organization.roles.manage')
        return row && row.status !== 'suspended' ? ok() : absent
      },
    }),
  ],
  'access.readers': some('client', 'payment', 'task', 'attachment').map(([type, kind, sees]) =>
    on(kind, {
      name: type,
      query: (id) => `?type=${type}&id=${id}`,
      expect: (o, who, row) => {
        if (!o.grant(who, view)) return lacks(view)
        return row && sees(o, who, row as never) ? ok() : absent
      },
    }),
  ),
  'access.ask': on('task', {
    body: ({ facts, id }) => ({
      of: facts.people.find(({ owner }) => owner)?.id,
      permission: 'tasks.tasks.delete',
      type: 'task',
      id: decodeURIComponent(id),
    }),
    expect: (o, who, row) => {
      if (!o.grant(who, view)) return lacks(view)
      if (!row || !o.seesTask(who, row)) return absent
      if (o.reachesTask(who, 'tasks.tasks.delete', row)) return { status: 409, code: 'HELD' }
      return who === ownerOf(o) ? invalid : ok(201)
    },
  }),

  'history.project': on('project', {
    query: then,
    expect: (o, who, row) => {
      if (!o.grant(who, trail)) return lacks(trail)
      return row && o.seesProject(who, row) ? ok() : absent
    },
  }),
  'history.role': on('role', {
    query: then,
    expect: (o, who, row) => {
      if (!o.grant(who, trail)) return lacks(trail)
      return row && !row.deleted && o.grant(who, view) ? ok() : absent
    },
  }),
  'history.members': { query: then, expect: (o, who) => looksBack(o, who) },
  'history.readers': { query: `${then}&of=members`, expect: (o, who) => looksBack(o, who) },
}
