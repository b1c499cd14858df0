import type { z } from 'zod'
import { type Context, can } from './context'
import { fromDatabase } from './database-errors'
import { forbidden, fromZod, notFound } from './errors'
import type { Permission } from './permissions'
import { inReading } from './reading'
import { noteRefusal } from './refusals'
import type { Tx } from './transaction'

export type QueryDefinition<Schema extends z.ZodType, O> = {
  name: string
  permission: Permission | 'member'
  /** A question about one record answers 404 without the permission; one about many answers 403. */
  one?: boolean
  /** It answers for a past moment, which its input names as `as_of`. */
  past?: boolean
  input: Schema
  run: (call: { tx: Tx; ctx: Context; input: z.output<Schema> }) => Promise<O>
}

export type Query<I, O> = {
  (ctx: Context, input: I): Promise<O>
  within(tx: Tx, ctx: Context, input: I): Promise<O>
  kind: 'query'
  name: string
  permission: Permission | 'member'
  input: z.ZodType
}

/** The caller in a reading of its own, as of the moment in the input; what is wrong with the input is said where it is read. */
function pastOf(ctx: Context, input: z.ZodType, raw: unknown): Context {
  const parsed = input.safeParse(raw)
  const moment = parsed.success ? Reflect.get(parsed.data as object, 'as_of') : undefined
  return moment instanceof Date ? { ...ctx, asOf: moment } : ctx
}

/** The reading twin of `defineCommand`. @throws AppError 400 · 403 · 404 · 503 */
export function defineQuery<Schema extends z.ZodType, O>(
  definition: QueryDefinition<Schema, O>,
): Query<z.input<Schema>, O> {
  const { name, permission } = definition

  const within = async (tx: Tx, ctx: Context, raw: z.input<Schema>): Promise<O> => {
    if (permission !== 'member' && ctx.actor.kind !== 'system' && !can(ctx, permission))
      throw definition.one ? notFound() : forbidden(permission)
    const parsed = definition.input.safeParse(raw)
    if (!parsed.success) throw fromZod(parsed.error)
    return definition.run({ tx, ctx, input: parsed.data })
  }

  const query = async (ctx: Context, raw: z.input<Schema>): Promise<O> => {
    try {
      if (permission !== 'member' && ctx.actor.kind !== 'system' && !can(ctx, permission))
        throw definition.one ? notFound() : forbidden(permission)
      const then = definition.past ? pastOf(ctx, definition.input, raw) : ctx
      return await inReading(then, (tx) => within(tx, then, raw))
    } catch (error) {
      noteRefusal(ctx, name, raw, error)
      throw fromDatabase(error)
    }
  }

  Object.defineProperty(query, 'name', { value: name })
  const about = { kind: 'query' as const, within, permission, input: definition.input as z.ZodType }
  return Object.assign(query, about) as Query<z.input<Schema>, O>
}
