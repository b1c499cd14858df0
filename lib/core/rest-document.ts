import type { AnySchema } from '@orpc/contract'
import { z } from 'zod'

/**
 * A schema that only documents. Commands and queries parse their input themselves, once, so oRPC passes it through.
 */
export type Documented<T> = AnySchema & { '~standard': { types?: { input: T; output: T } }; documents: z.ZodType }

export const documented = <T>(documents: z.ZodType): Documented<T> => ({
  '~standard': { version: 1, vendor: 'lobby', validate: (value: unknown) => ({ value }) },
  documents,
})

export const isDocumented = (schema: unknown): schema is Documented<unknown> =>
  typeof schema === 'object' && schema !== null && 'documents' in schema && schema.documents instanceof z.ZodType

/** What the API document says about an operation besides its input and output. */
export type Facts = {
  permission: string
  /** A command; a question that is asked by POST is none. */
  writes: boolean
  hasBody: boolean
  tenant: boolean
  /** The content type of the body: JSON, a CSV as multipart field `file` or as it is, or a form with any file. */
  body: 'json' | 'csv' | 'file'
  answers: 'json' | 'file' | 'nothing'
  successStatus: number
  problems: number[]
}

type Responses = Record<string, unknown>
/** The part of an OpenAPI operation that is extended here; `security` and `x-permission` are added to it. */
type OperationObject = { parameters?: unknown; responses?: unknown; requestBody?: unknown; description?: string }

const problemWords: Record<number, string> = {
  400: 'The input is not valid, or has unknown fields; `errors` names them.',
  401: 'There is no valid access token.',
  403: 'A permission is missing; `missing` names it.',
  404: 'It does not exist, or you have no access to it.',
  409: 'It conflicts with how things stand; `code` says how.',
  413: 'The request is too large.',
  415: 'The content type is not supported.',
  429: 'Too many requests; see Retry-After.',
  503: 'The database is away for a moment; see Retry-After.',
}

const possibleProblems = ({ permission, writes, hasBody, tenant, problems }: Facts): number[] => [
  400,
  ...(permission === 'public' ? [] : [401]),
  ...(permission !== 'public' && (writes || (tenant && permission !== 'member')) ? [403] : []),
  ...(tenant ? [404] : []),
  ...(writes && tenant ? [409] : []),
  ...(hasBody ? [413, 415] : []),
  ...problems,
  429,
  503,
]

const problemResponse = (status: number) => ({
  description: problemWords[status] ?? 'Refused.',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  ...([429, 503].includes(status) && {
    headers: { 'Retry-After': { description: 'Seconds.', schema: { type: 'integer' } } },
  }),
})

const csv = { type: 'string', contentMediaType: 'text/csv' }
const csvBody = {
  required: true,
  content: {
    'multipart/form-data': { schema: { type: 'object', properties: { file: csv }, required: ['file'] } },
    'text/csv': { schema: csv },
  },
}

const anyFile = { type: 'string', format: 'binary' }
const fileBody = {
  required: true,
  content: {
    'multipart/form-data': {
      schema: {
        type: 'object',
        properties: { file: anyFile, shared: { type: 'boolean', default: false } },
        required: ['file'],
      },
    },
  },
}

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'A request that is sent again with the same key is done once; it gets the answer of the first.',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
}

const success = (current: Responses, { answers, successStatus }: Facts): Responses =>
  answers === 'json'
    ? { [successStatus]: { ...(current[successStatus] as object), description: 'Done.' } }
    : answers === 'nothing'
      ? { [successStatus]: { description: 'Done; there is no content.' } }
      : { [successStatus]: { description: 'The file.', content: { '*/*': { schema: { type: 'string' } } } } }

const access = (permission: string): string =>
  permission === 'public'
    ? 'For everybody, without a token.'
    : permission === 'signed_in'
      ? 'For everybody who is signed in.'
      : permission === 'member'
        ? 'For every member of the organization.'
        : `Needs the permission \`${permission}\`.`

/** Completes oRPC's description of an operation with its permission, its errors and its headers. */
export function describe<T extends OperationObject>(current: T, facts: Facts): T {
  const { permission, writes, tenant, body } = facts
  const responses = { ...success((current.responses ?? {}) as Responses, facts) }
  for (const status of new Set(possibleProblems(facts))) responses[status] = problemResponse(status)
  return {
    ...current,
    description: [current.description, access(permission)].filter(Boolean).join('\n\n'),
    'x-permission': permission,
    ...(permission === 'public' && { security: [] }),
    ...(writes && tenant && { parameters: [...((current.parameters ?? []) as unknown[]), idempotencyKey] }),
    ...(body === 'csv' && { requestBody: csvBody }),
    ...(body === 'file' && { requestBody: fileBody }),
    responses,
  }
}
