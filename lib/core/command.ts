import { v7 as uuid } from 'uuid'
import type { z } from 'zod'
import { type Context, can, requireWritable } from './context'
import { type Conflicts, fromDatabase, isCollision } from './database-errors'
import { forbidden, fromZod } from './errors'
import type { Changed, Unchanged } from './events'
import { once } from './idempotency'
import { record } from './outbox'
import type { Permission } from './permissions'
import { noteRefusal } from './refusals'
import { inTenant, type Tx } from './transaction'

/** A record that the actor can see, and whether the permission reaches it. */
export type Found<T> = T & { permitted: boolean }
type Call<I> = { tx: Tx; ctx: Context; input: I }
type Outcome<O> = Promise<Changed<O> | Unchanged<O>>

export type CommandDefinition<Schema extends z.ZodType, O, S> = {
  name: string
  /** A permission from the catalogue; `member` is every member, `system` only jobs of Lobby itself. */
  permission: Permission | 'member' | 'system'
  input: Schema
  /** Loads what is changed, within what the actor may see; throws not-found otherwise. Asked before the permission. */
  find?: (call: Call<z.output<Schema>>) => Promise<Found<S>>
  conflicts?: Conflicts
  /** Asked before the transaction: what takes time or a connection of its own, such as a password. Refuses by throwing. */
  before?: (call: { ctx: Context; input: z.output<Schema> }) => Promise<void>
  /** Fields of the input that leave no trace, not even hashed for the recognition of a retry. */
  secrets?: readonly string[]
  /** Completes the answer after it was kept for a retry: with what may be stored nowhere. */
  reveal?: (data: O) => O
  /** Only what ends looking around may be done meanwhile. */
  endsReadOnly?: boolean
  run: (call: Call<z.output<Schema>> & { subject: Found<S> }) => Outcome<O>
}

export type Command<I, O> = {
  (ctx: Context, input: I, options?: { idempotencyKey?: string }): Promise<O>
  /** Composes commands in one transaction. */
  within(tx: Tx, ctx: Context, input: I): Promise<O>
  kind: 'command'
  name: string
  permission: Permission | 'member' | 'system'
  input: z.ZodType
  endsReadOnly: boolean
}

const refused = (ctx: Context, permission: Permission | 'member' | 'system'): boolean =>
  permission === 'system'
    ? ctx.actor.kind !== 'system'
    : permission !== 'member' && ctx.actor.kind !== 'system' && !can(ctx, permission)

const refusal = (permission: Permission | 'member' | 'system') =>
  forbidden(permission === 'member' || permission === 'system' ? 'organization.settings.edit' : permission)

const withoutSecrets = (input: unknown, secrets: readonly string[] = []): unknown =>
  Object.fromEntries(Object.entries(input as object).filter(([field]) => !secrets.includes(field)))

/**
 * A write. It knows no transport: actions, REST, jobs and imports call the same one. Change, audit and outbox commit
 * together or not at all.
 * @throws AppError 400 bad input · 403 permission missing, by name; `READ_ONLY_WALK` before anything else · 404 not readable · 409 conflict · 503 database away
 */
export function defineCommand<Schema extends z.ZodType, O, S = unknown>(
  definition: CommandDefinition<Schema, O, S>,
): Command<z.input<Schema>, O> {
  const { name, permission, find, conflicts, endsReadOnly = false } = definition

  const parse = (input: unknown): z.output<Schema> => {
    const parsed = definition.input.safeParse(input)
    if (!parsed.success) throw fromZod(parsed.error)
    return parsed.data
  }

  const perform = async (tx: Tx, ctx: Context, input: z.output<Schema>): Promise<O> => {
    const subject = find ? await find({ tx, ctx, input }) : undefined
    if (refused(ctx, permission) || subject?.permitted === false) throw refusal(permission)
    const outcome = await definition.run({ tx, ctx, input, subject: subject as Found<S> })
    await record(tx, ctx, outcome.events)
    return outcome.data
  }

  const attempt = async (ctx: Context, raw: z.input<Schema>, options: { idempotencyKey?: string }): Promise<O> => {
    if (!endsReadOnly) requireWritable(ctx)
    if (!find && refused(ctx, permission)) throw refusal(permission)
    const input = parse(raw)
    await definition.before?.({ ctx, input })
    const key = options.idempotencyKey
    const known = withoutSecrets(raw, definition.secrets)
    for (let tries = 1; ; tries++)
      try {
        const data = await inTenant(ctx.organization.id, (tx) =>
          key ? once(tx, ctx, key, name, known, () => perform(tx, ctx, input)) : perform(tx, ctx, input),
        )
        return definition.reveal ? definition.reveal(data) : data
      } catch (error) {
        if (isCollision(error) && tries < 4) continue
        throw fromDatabase(error, conflicts)
      }
  }

  const command = (ctx: Context, raw: z.input<Schema>, options: { idempotencyKey?: string } = {}): Promise<O> =>
    attempt(ctx, raw, options).catch((error: unknown) => {
      noteRefusal(ctx, name, raw, error)
      throw error
    })

  const within = async (tx: Tx, ctx: Context, raw: z.input<Schema>) => {
    if (!endsReadOnly) requireWritable(ctx)
    return perform(tx, ctx, parse(raw))
  }
  Object.defineProperty(command, 'name', { value: name })
  const about = { kind: 'command' as const, within, permission, input: definition.input as z.ZodType, endsReadOnly }
  return Object.assign(command, about) as Command<z.input<Schema>, O>
}

/** A new id, in the order of time (UUIDv7), for rows whose id is needed before they are written. */
export const newId = () => uuid()
