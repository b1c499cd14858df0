import { fieldWords, trailWords } from '@/lib/audit/field-words'
import { formatMoney } from '@/lib/core/money'
import type { Grant } from '@/lib/core/permissions'
import { grantWord, isPermission, permissionName } from '@/lib/roles/field-words'

export type ValueReader = {
  locale: string
  /** names of members, clients and others by id */
  names?: Readonly<Record<string, string>>
  /** of amounts whose entry does not name one */
  currency?: string
  /** of moments; UTC without */
  timeZone?: string
}

type Values = Record<string, unknown> | null
export type FieldChange = { field: string; before: unknown; after: unknown; had: boolean }

/** What an entry of the trail changed, field by field; for something new all fields that say something. */
export function changesOf(before: Values, after: Values): FieldChange[] {
  const fields = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])]
  return fields
    .filter((field) => !unsaid.has(field))
    .map((field) => ({
      field,
      before: before?.[field],
      after: after?.[field],
      had: before !== null && field in before,
    }))
    .filter((change) =>
      change.had ? !isSame(change.before, change.after) || change.after === undefined : !isEmpty(change.after),
    )
    .sort((a, b) => place(a.field) - place(b.field))
}

// An amount names its currency itself; who was asked stands beside their id.
const unsaid = new Set(['currency', 'askedId'])
const isSame = (before: unknown, after: unknown) => JSON.stringify(before) === JSON.stringify(after)

// The database keeps an entry's fields in an order of its own.
const order = Object.keys(fieldWords)
const place = (field: string) => (order.indexOf(field) + order.length + 1) % (order.length + 1)

const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)

const words = (text: string) => {
  const plain = text
    .replaceAll('_', ' ')
    .toLowerCase()
    .replace(/^todo$/, 'to do')
  return plain.charAt(0).toUpperCase() + plain.slice(1)
}

/** How many of a kind went to whom, as a departure says it. */
const isHandedOver = (value: unknown): value is { count: number; to: string | null } =>
  typeof value === 'object' && value !== null && 'count' in value && 'to' in value

/** `dueOn` → `Due on`, for fields without a word of their own; a permission is called as in the editor of roles. */
export const wordsOfField = (field: string): string =>
  isPermission(field)
    ? permissionName(field)
    : words(field.replace(/(Minor|Bp|Ids?)$/, '').replace(/([a-z])([A-Z])/g, '$1_$2'))

// What people wrote, or what is a code of the world outside; the others are words of Lobby.
const asWritten = new Set([
  ...[
    'title',
    'name',
    'description',
    'body',
    'reference',
    'reason',
    'fileName',
    'labels',
    'company',
    'people',
    'roles',
  ],
  ...['key', 'timeZone', 'teams', 'line', 'mapping', 'owner'],
])

/** A value of a field as a person would write it. */
export function valueText(field: string, value: unknown, reader: ValueReader, currency?: unknown): string {
  if (isPermission(field)) return grantWord((value || undefined) as Grant | undefined)
  if (isEmpty(value)) return trailWords.empty
  if (typeof value === 'boolean') return value ? trailWords.yes : trailWords.no
  if (Array.isArray(value)) return value.map((one) => valueText(field, one, reader, currency)).join(', ')
  if (typeof value === 'number') {
    const code = typeof currency === 'string' ? currency : reader.currency
    if (field.endsWith('Minor') && code) return formatMoney({ amount: value, currency: code }, reader.locale)
    if (field.endsWith('Bp')) return `${value / 100} %`
    return new Intl.NumberFormat(reader.locale).format(value)
  }
  if (isHandedOver(value)) return trailWords.handedOver(value.count, value.to)
  if (typeof value === 'object' && value !== null)
    return Object.entries(value)
      .map(([name, one]) => `${fieldWords[name] ?? wordsOfField(name)}: ${valueText(name, one, reader, currency)}`)
      .join(', ')
  const text = String(value)
  if (isPermission(text)) return permissionName(text)
  if (reader.names?.[text]) return reader.names[text]
  if (/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(text))
    return new Intl.DateTimeFormat(reader.locale, {
      dateStyle: 'medium',
      timeStyle: 'short',
      timeZone: reader.timeZone ?? 'UTC',
    }).format(new Date(text))
  if (/^\d{4}-\d{2}-\d{2}$/.test(text))
    return new Intl.DateTimeFormat(reader.locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(text))
  return /^[A-Z][A-Z_]{2,}$/.test(text) && !asWritten.has(field) ? words(text) : text
}
