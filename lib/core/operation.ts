import { type AnyProcedure, os } from '@orpc/server'
import { z } from 'zod'
import { absent } from './absent'
import type { RequestInfo } from './account-command'
import type { Command } from './command'
import type { Context } from './context'
import { fromDatabase } from './database-errors'
import { AppError, fromZod, stale, unauthenticated } from './errors'
import type { Permission } from './permissions'
import type { Query } from './query'
import { refuseIfReadOnly } from './refusals'
import { describe, documented, type Facts } from './rest-document'
import { type Given, namesIn, pathValues, refuseUnknown, type Shape, shapeOf, without } from './rest-input'
import { noteUse } from './session-use'
import { askAccess } from './transaction'
import { enter, noteVisit } from './walk'

export type Caller = { sessionId: string; kind: 'session' | 'token' }

/** What an operation may know of its request. The body is read only once the caller is known. */
export type RestContext = {
  request: RequestInfo
  caller: Caller | null
  idempotencyKey: string | undefined
  body: () => Promise<Given>
  /** Headers for the answer. */
  reply: Headers
}
export type RestInput = { params: Record<string, string>; query: Record<string, string> }
export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** One entry of the API: what the router serves and what tests enumerate. */
export type Operation = {
  procedure: AnyProcedure
  method: Method
  /** Below `/api/v1`, with `{names}`. */
  path: string
  /** A permission of the catalogue; `member`: every member; `signed_in`: every login; `public`: everybody. */
  permission: Permission | 'member' | 'signed_in' | 'public'
  kind: 'query' | 'command'
  /** The input of the command or query, path values included. */
  input: z.ZodType
  /** The JSON that it answers with. */
  output: z.ZodType
  successStatus: number
  body: 'json' | 'csv' | 'file'
  maxBytes: number
}

type Common = {
  method: Method
  path: `/${string}`
  summary: string
  description?: string
  output?: z.ZodType
  /** 200, or 204 where there is no output, unless said otherwise. */
  status?: 200 | 201
  /** Statuses of errors that are not obvious from the rest. */
  problems?: number[]
}

type Spec<I, O> = Omit<Common, 'path'> & {
  /** Below the organization; empty for the organization itself. */
  path: `/${string}` | ''
  /** The permission as documented, where an answer needs another one than the command or query. */
  permission?: Permission
  /** Query parameters besides those of the input; `answer` gets them parsed. */
  options?: z.ZodObject
  body?: 'json' | 'csv' | 'file'
  maxBytes?: number
  answersFile?: boolean
  /** Makes the answer of what the command or query returned. */
  answer?: (call: { ctx: Context; data: O; given: I; options: Given }) => unknown
  /** The record that is changed, read anew: the answer after the change, and `current` of a stale one. */
  current?: (ctx: Context, given: I) => Promise<unknown>
  /** Where a created record is found, below the organization. */
  location?: (data: O, given: I) => string
}

const megabyte = 1024 * 1024

type Definition = Common & {
  tag: string
  fields: Shape
  options: Shape
  hasBody: boolean
  facts: Omit<Facts, 'hasBody' | 'successStatus' | 'problems'>
}

function procedureOf(definition: Definition, run: (input: RestInput, context: RestContext) => Promise<unknown>) {
  const { method, path, summary, description, tag, fields, options, hasBody } = definition
  const names = namesIn(path)
  const successStatus = statusOf(definition)
  const facts: Facts = {
    ...definition.facts,
    hasBody,
    successStatus,
    problems: definition.problems ?? [],
  }
  const rest = without(fields, names)
  const query = hasBody ? options : { ...rest, ...options }
  const bodyless = !hasBody || Object.keys(rest).length === 0
  const input = z.object({
    ...(names.length > 0 && {
      params: z.object(
        Object.fromEntries(names.map((name) => [name, fields[name] ? z.nonoptional(fields[name]) : z.string()])),
      ),
    }),
    ...(Object.keys(query).length > 0 && { query: z.object(query) }),
    ...(!bodyless && { body: bodyOf(rest) }),
  })
  return os
    .$context<RestContext>()
    .route({
      method,
      path,
      summary,
      description,
      tags: [tag],
      successStatus,
      inputStructure: 'detailed',
      spec: (current) => describe(current, facts),
    })
    .input(documented<RestInput>(input))
    .output(documented<unknown>(definition.output ?? z.undefined()))
    .handler(({ input: given, context }) => run(given, context)) as AnyProcedure
}

const statusOf = ({ status, output, method }: Pick<Common, 'status' | 'output' | 'method'>) =>
  status ?? (output || method === 'GET' ? 200 : 204)
const bodyOf = (fields: Shape) => {
  const body = z.strictObject(fields)
  return body.safeParse({}).success ? body.optional() : body
}

/** Signed in, a member, and what they may do, in one query. @throws 401 · 404 */
async function contextOf({ caller, request }: RestContext, slug: string, asked: string): Promise<Context> {
  if (!caller) throw unauthenticated()
  const readable = /^[\w-]{1,64}$/.test(slug) ? slug : ''
  const answer = await askAccess(caller.sessionId, readable).catch((error: unknown) => {
    throw fromDatabase(error)
  })
  if (!answer) throw unauthenticated()
  if (!answer.access) throw await absent(caller.sessionId, readable)
  noteUse(caller.sessionId, request.address, answer.access.grant ? undefined : answer.access)
  const ctx = await enter(answer.access, caller.kind, { id: request.id, address: request.address })
  if (ctx.readOnly?.kind === 'grant') await noteVisit(ctx, asked)
  return ctx
}

const filled = (path: string, params: Record<string, string>) =>
  path.replace(/\{(\w+)\}/g, (_, name: string) => params[name] ?? '')

const isHidden = (error: unknown) => error instanceof AppError && [403, 404].includes(error.status)
const isStale = (error: unknown) => error instanceof AppError && error.problem.code === 'STALE'

/**
 * A command or query as a REST operation below `/organizations/{org}`: the values of path, query and body become its
 * input, which it parses itself, and its permission is the operation's.
 */
export function operation<I, O>(unit: Command<I, O> | Query<I, O>, spec: Spec<I, O>): Operation {
  const path = `/organizations/{org}${spec.path}` as const
  const names = namesIn(spec.path)
  const fields = shapeOf(unit.input)
  const options = shapeOf(spec.options ?? z.object({}))
  const hasBody = spec.method !== 'GET'
  const permission = spec.permission ?? (unit.permission as Permission | 'member')
  const { body = 'json', answersFile = false } = spec

  const inputOf = async ({ params, query }: RestInput, context: RestContext): Promise<I> => {
    const asked = without(query as never, Object.keys(options)) as Given
    const sent = hasBody ? await context.body() : {}
    const isOfPath = (name: string) => names.includes(name)
    refuseUnknown([
      ...Object.keys(asked).filter((name) => hasBody || isOfPath(name)),
      ...Object.keys(sent).filter(isOfPath),
    ])
    return { ...(hasBody ? sent : asked), ...pathValues(fields, names, params) } as I
  }

  const perform = (ctx: Context, given: I, idempotencyKey: string | undefined): Promise<O> =>
    unit.kind === 'command' ? unit(ctx, given, { idempotencyKey }) : unit(ctx, given)

  const run = async (input: RestInput, context: RestContext): Promise<unknown> => {
    const ctx = await contextOf(context, input.params.org ?? '', `${spec.method} ${filled(path, input.params)}`)
    if (unit.kind === 'command' && !unit.endsReadOnly) refuseIfReadOnly(ctx, unit.name)
    const chosen = parseOptions(spec.options, input.query, options)
    const given = await inputOf(input, context)
    const data = await perform(ctx, given, context.idempotencyKey).catch(async (error: unknown) => {
      if (isStale(error) && spec.current) throw stale(await spec.current(ctx, given))
      throw error
    })
    if (spec.location)
      context.reply.set('location', `/api/v1/organizations/${ctx.organization.slug}/${spec.location(data, given)}`)
    if (!spec.output && !answersFile) return undefined
    const answer = spec.answer
      ? async () => spec.answer?.({ ctx, data, given, options: chosen })
      : async () => (spec.current ? spec.current(ctx, given) : data)
    // What somebody could change but not see afterwards is answered with the command's own words.
    return answer().catch((error: unknown) => {
      if (unit.kind === 'command' && isHidden(error)) return data
      throw error
    })
  }

  const procedure = procedureOf(
    {
      ...spec,
      path,
      tag: unit.name.split('.')[0] ?? '',
      fields,
      options,
      hasBody,
      facts: {
        permission,
        writes: unit.kind === 'command',
        tenant: true,
        body,
        answers: answersFile ? 'file' : spec.output ? 'json' : 'nothing',
      },
    },
    run,
  )
  return {
    procedure,
    method: spec.method,
    path,
    permission,
    kind: unit.kind,
    input: unit.input,
    output: spec.output ?? z.undefined(),
    successStatus: statusOf(spec),
    body,
    maxBytes: spec.maxBytes ?? megabyte,
  }
}

function parseOptions(schema: z.ZodObject | undefined, query: Given, shape: Shape): Given {
  if (!schema) return {}
  const parsed = schema.safeParse(
    Object.fromEntries(Object.entries(query).filter(([name]) => Object.hasOwn(shape, name))),
  )
  if (!parsed.success) throw fromZod(parsed.error)
  return parsed.data
}

type AccountSpec<Schema extends z.ZodObject> = Common & {
  tag: string
  input: Schema
  answersFile?: boolean
  /** Signed in, unless for everybody. */
  permission?: 'public' | 'signed_in'
}
type AccountCall = { context: RestContext; given: Given; caller: Caller }

/** An operation about a login, outside every organization; `run` parses the input, or hands it to what does. */
export function accountOperation<Schema extends z.ZodObject>(
  spec: AccountSpec<Schema>,
  run: (call: AccountCall) => Promise<unknown>,
): Operation {
  const { permission = 'signed_in', method, path, tag } = spec
  const hasBody = method !== 'GET'
  const fields = shapeOf(spec.input)
  const procedure = procedureOf(
    {
      ...spec,
      tag,
      fields,
      options: {},
      hasBody,
      facts: {
        permission,
        writes: hasBody,
        tenant: false,
        body: 'json',
        answers: spec.answersFile ? 'file' : spec.output ? 'json' : 'nothing',
      },
    },
    async ({ query }, context) => {
      if (hasBody) refuseUnknown(Object.keys(query))
      const { caller } = context
      if (!caller && permission !== 'public') throw unauthenticated()
      const given = hasBody ? await context.body() : query
      return run({ context, given, caller: caller ?? { sessionId: '', kind: 'token' } })
    },
  )
  return {
    procedure,
    method,
    path,
    permission,
    kind: hasBody ? 'command' : 'query',
    input: spec.input,
    output: spec.output ?? z.undefined(),
    successStatus: statusOf(spec),
    body: 'json',
    maxBytes: megabyte,
  }
}
