import type { ChoiceList } from '@/components/projects/choices'
import type { SelectOption } from '@/components/ui/select'
import { listClients } from '@/lib/clients/queries'
import { type Context, can } from '@/lib/core/context'
import { currencies } from '@/lib/core/money'
import { show } from '@/lib/core/tenant'
import { listMembers } from '@/lib/members/queries'

/** Colleagues for a form; null for a reader who may not see members. Clients' contacts are no colleagues. */
export async function colleagueChoices(ctx: Context): Promise<ChoiceList | null> {
  if (!can(ctx, 'organization.members.view')) return null
  const { items, nextCursor } = await show(listMembers(ctx, { status: 'active', limit: 100 }))
  const colleagues = items.filter((member) => member.owner || member.roles.some((role) => role.key !== 'client'))
  return {
    items: colleagues.map(({ id, name, email }) => ({ value: id, label: name, hint: email })),
    complete: nextCursor === null,
  }
}

/** The clients that the reader can see. */
export async function clientChoices(ctx: Context): Promise<ChoiceList> {
  if (!can(ctx, 'crm.clients.view')) return { items: [], complete: true }
  const { items, nextCursor } = await show(listClients(ctx, { limit: 100 }))
  return { items: items.map(({ id, name }) => ({ value: id, label: name })), complete: nextCursor === null }
}

/** Currencies with their names, written on the server: browsers know other names. */
export function currencyChoices(locale: string): SelectOption[] {
  const names = new Intl.DisplayNames(locale, { type: 'currency' })
  return currencies.map((code) => ({ value: code, label: `${code} – ${names.of(code) ?? code}` }))
}
