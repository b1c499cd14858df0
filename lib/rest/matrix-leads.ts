import type { Permission } from '@/lib/core/permissions'
import { absent, type Case, holders, lacks, ok, on } from './matrix-cases'
import type { ClientFact } from './matrix-facts'
import type { Oracle } from './matrix-oracle'

/** What the matrix asks about leads; each is planted under the id of a client, with the same people. */

const sees = (o: Oracle, who: string, row: ClientFact) => !row.deleted && o.reachesLead(who, 'crm.leads.view', row)

const change = (permission: Permission, status: number, body?: () => unknown, also?: Permission): Case =>
  on('client', {
    body,
    expect: (o, who, row) => {
      if (!row || !sees(o, who, row)) return absent
      if (!o.reachesLead(who, permission, row)) return lacks(permission)
      return also && !o.grant(who, also) ? lacks(also) : ok(status)
    },
  })

export const leadDeclarations: Record<string, Case | Case[]> = {
  'leads.list': holders('crm.leads.view'),
  'leads.pipeline': holders('crm.leads.view'),
  'leads.create': holders('crm.leads.create', 201, () => ({ company: 'A possible client' })),
  'leads.get': on('client', { expect: (o, who, row) => (row && sees(o, who, row) ? ok() : absent) }),
  'leads.update': change('crm.leads.edit', 200, () => ({ version: 1, company: 'Renamed' })),
  'leads.move': change('crm.leads.edit', 200, () => ({ version: 1, stage: 'LOST', reason: 'No budget' })),
  'leads.convert': change('crm.leads.convert', 200, () => ({ version: 1 }), 'crm.clients.create'),
  'leads.remove': change('crm.leads.delete', 204),
  'leads.restore': on('client', {
    expect: (o, who, row) => {
      if (!row?.deleted || !o.reachesLead(who, 'crm.leads.view', row)) return absent
      return o.reachesLead(who, 'crm.leads.delete', row) ? ok() : lacks('crm.leads.delete')
    },
  }),
}
