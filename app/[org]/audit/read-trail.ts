import type { Choice } from '@/components/ui/use-choices'
import { eventWords } from '@/lib/audit/messages'
import { auditKinds } from '@/lib/audit/policy'
import { listAudit } from '@/lib/audit/queries'
import { type Context, can } from '@/lib/core/context'
import { show } from '@/lib/core/tenant'
import { isoDate } from '@/lib/core/text'
import { listMembers } from '@/lib/members/queries'
import { isUuid } from '@/lib/projects/queries'

export type TrailQuery = Partial<Record<'kind' | 'event' | 'person' | 'from' | 'to' | 'entry', string | string[]>>

const dayOf = (asked: string | string[] | undefined) =>
  [asked].flat().find((day): day is string => isoDate.safeParse(day).success)

/** A page of the trail by the filters of an address, with the people who can be chosen and the list's REST address. */
export async function readTrail(ctx: Context, asked: TrailQuery, projectId?: string) {
  const event = [asked.event].flat().find((known): known is string => !!known && known in eventWords)
  const kind = auditKinds.find((known) => [asked.kind].flat()[0] === known)
  const actorId = [asked.person].flat().find((id): id is string => !!id && isUuid(id))
  const entry = [asked.entry].flat().find((id): id is string => !!id && isUuid(id))
  const [from, to] = [dayOf(asked.from), dayOf(asked.to)]
  const filters = {
    ...(kind && { kind }),
    ...(event && { event }),
    ...(actorId && { actorId }),
    ...(from && { from }),
    ...(to && { to }),
    ...(entry && { upTo: entry }),
    ...(projectId && { projectId }),
  }
  const [page, members] = await Promise.all([
    show(listAudit(ctx, { ...filters, limit: 25 })),
    can(ctx, 'organization.members.view') ? show(listMembers(ctx, { limit: 100 })) : { items: [] },
  ])
  const people: Choice[] = members.items.map(({ id, name, email }) => ({ value: id, label: name, hint: email }))
  return {
    page,
    filters,
    chosen: { kind: kind ?? '', event: event ?? '', from: from ?? '', to: to ?? '' },
    people,
    person: people.find(({ value }) => value === actorId) ?? null,
    filtered: !!(kind || event || actorId || from || to || entry),
    entry,
    names: Object.fromEntries(people.map(({ value, label }) => [value, label])),
    path: `${ctx.organization.slug}/audit?${new URLSearchParams({ ...filters, limit: '25' })}`,
  }
}
