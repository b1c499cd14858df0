import { kindOf } from './ids'

/** The parts of a JSON schema (2020-12) that the API's document uses. */
type Schema = {
  $ref?: string
  type?: string
  format?: string
  const?: unknown
  enum?: unknown[]
  default?: unknown
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  properties?: Record<string, Schema>
  items?: Schema
  minItems?: number
  minimum?: number
  minLength?: number
}
type Described = {
  'x-permission': string
  parameters?: { in: string; name: string }[]
  responses?: Record<string, { content?: Record<string, unknown> }>
  requestBody?: { content: Record<string, { schema: Schema }> }
}
type ApiDocument = {
  paths: Record<string, Record<string, Described>>
  components?: { schemas?: Record<string, Schema> }
}

/** One operation as the running server describes it. */
export type Offered = {
  method: string
  /** Below `/api/v1`, with `{names}`. */
  path: string
  permission: string
  /** Names in the path besides the organization. */
  names: string[]
  /** Names of query parameters that hold an id. */
  asked: string[]
  /** Names of fields of the body that hold an id. */
  fields: string[]
  /** Takes or answers a file. */
  file: boolean
  contentType: 'none' | 'json' | 'csv' | 'file'
  /** A body that the document allows. */
  body?: Record<string, unknown>
}

/** What fields of these names take, where the document says no more than that it is a text or an object. */
const known: Record<string, unknown> = {
  email: 'proof@lobby.invalid',
  currency: 'EUR',
  contentBase64: 'cHJvb2Y=',
  query: 'status=TODO',
  mapping: { Title: 'title' },
}

/** A value that a schema allows: every property, the first choice, one item. */
function sample(schema: Schema, document: ApiDocument): unknown {
  if (schema.$ref) return sample(document.components?.schemas?.[schema.$ref.split('/').at(-1) ?? ''] ?? {}, document)
  const choice = schema.anyOf?.[0] ?? schema.oneOf?.[0]
  if (choice) return sample(choice, document)
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map((part) => sample(part, document)))
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([name, part]) => [name, known[name] ?? sample(part, document)]),
      )
    case 'array':
      return schema.items ? [sample(schema.items, document)] : []
    case 'integer':
    case 'number':
      return Math.max(schema.minimum ?? 1, 1)
    case 'boolean':
      return true
    case 'null':
      return null
    default:
      return textFor(schema)
  }
}

function textFor({ format, minLength = 1 }: Schema): string {
  if (format === 'uuid') return '01991111-2222-7333-8444-555566667777'
  if (format === 'date') return '2026-09-01'
  if (format === 'date-time') return '2026-09-01T12:00:00Z'
  if (format === 'email') return 'proof@lobby.invalid'
  if (format === 'uri') return 'https://lobby.invalid'
  return 'proof'.padEnd(minLength, 'x')
}

const typeOf = (content: Record<string, unknown>): Offered['contentType'] =>
  'application/json' in content
    ? 'json'
    : 'text/csv' in content
      ? 'csv'
      : content['multipart/form-data']
        ? 'file'
        : 'none'

const answersFile = ({ responses = {} }: Described) =>
  Object.values(responses).some(({ content = {} }) => '*/*' in content)

/** What a running server says it serves, from its own OpenAPI 3.1 document. */
export function offeredBy(document: ApiDocument): Offered[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, about]): Offered => {
      const content = about.requestBody?.content ?? {}
      const body = content['application/json'] && sample(content['application/json'].schema, document)
      return {
        method: method.toUpperCase(),
        path,
        permission: about['x-permission'],
        names: [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).filter((name) => name !== 'org'),
        asked: (about.parameters ?? [])
          .filter(({ in: at, name }) => at === 'query' && kindOf(name))
          .map(({ name }) => name),
        fields: Object.keys((body as object) ?? {}).filter((name) => kindOf(name)),
        file: !['none', 'json'].includes(typeOf(content)) || answersFile(about),
        contentType: typeOf(content),
        body: body as Record<string, unknown> | undefined,
      }
    }),
  )
}
