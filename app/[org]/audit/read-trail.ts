import type { Choice } from '@/components/ui/use-choices'
import { eventWords } from '@/lib/audit/messages'
import { listAudit } from '@/lib/audit/queries'
import { type Context, can } from '@/lib/core/context'
import { show } from '@/lib/core/tenant'
import { listMembers } from '@/lib/members/queries'
import { isUuid } from '@/lib/projects/queries'

export type TrailQuery = { event?: string | string[]; person?: string | string[] }

/** A page of the trail by the filters of an address, with the people who can be chosen and the list's REST address. */
export async function readTrail(ctx: Context, asked: TrailQuery, projectId?: string) {
  const event = [asked.event].flat().find((known): known is string => !!known && known in eventWords)
  const actorId = [asked.person].flat().find((id): id is string => !!id && isUuid(id))
  const filters = { ...(event && { event }), ...(actorId && { actorId }), ...(projectId && { projectId }) }
  const [page, members] = await Promise.all([
    show(listAudit(ctx, { ...filters, limit: 25 })),
    can(ctx, 'organization.members.view') ? show(listMembers(ctx, { limit: 100 })) : { items: [] },
  ])
  const people: Choice[] = members.items.map(({ id, name, email }) => ({ value: id, label: name, hint: email }))
  return {
    page,
    event: event ?? '',
    people,
    person: people.find(({ value }) => value === actorId) ?? null,
    filtered: !!(event || actorId),
    names: Object.fromEntries(people.map(({ value, label }) => [value, label])),
    path: `${ctx.organization.slug}/audit?${new URLSearchParams({ ...filters, limit: '25' })}`,
  }
}
