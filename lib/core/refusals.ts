import { type Context, requireWritable } from './context'
import { AppError } from './errors'
import { type EventDraft, type SubjectType, subjectTypes } from './events'
import { noteOnce } from './noted'
import { record } from './outbox'
import { inTenant } from './transaction'

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/

/** What was asked about, as far as the request names it: `tasks.update` with a `task`. */
function askedAbout(name: string, input: unknown): { subject?: EventDraft['subject']; asked?: string } {
  const type = subjectTypes.find((one): one is SubjectType => name.startsWith(`${one}s.`))
  const given = type && typeof input === 'object' && input !== null ? Reflect.get(input, type) : undefined
  if (!type || typeof given !== 'string') return {}
  return uuid.test(given) ? { subject: { type, id: given } } : { asked: given.slice(0, 40) }
}

/** Requests that were refused already. By object and not by id, which the caller may choose to hide what comes after. */
const refused = new WeakSet<Context['request']>()

/**
 * Writes a 403 into the organization's trail, in a transaction of its own and after the answer: who, which permission,
 * what they tried and on what. A page asks many questions; the first that is refused is what it is refused for. The same
 * again within minutes is one entry with its number. Anything else passes by.
 */
export function noteRefusal(ctx: Context, name: string, input: unknown, error: unknown): void {
  if (!(error instanceof AppError) || error.status !== 403) return
  const { kind } = ctx.actor
  if (kind === 'system' || kind === 'job' || refused.has(ctx.request)) return
  refused.add(ctx.request)
  const { missing, code } = error.problem
  const { subject = { type: 'organization' as const, id: ctx.organization.id }, asked } = askedAbout(name, input)
  const who = ctx.readOnly?.by.memberId ?? ctx.actor.memberId ?? ctx.organization.id
  noteOnce(who, [missing ?? code, name, subject.id, asked].join(' '), (more) =>
    inTenant(ctx.organization.id, (tx) =>
      record(tx, ctx, [
        {
          type: 'access.refused',
          subject,
          after: {
            ...(missing && { permission: missing }),
            ...(code !== 'FORBIDDEN' && { code }),
            tried: name,
            ...(asked && { asked }),
            ...(more > 0 && { again: more }),
          },
          quiet: true,
        },
      ]),
    ),
  )
}

/** @throws 403 `READ_ONLY_WALK`, before anything of the request was read */
export function refuseIfReadOnly(ctx: Context, name: string): void {
  try {
    requireWritable(ctx)
  } catch (error) {
    noteRefusal(ctx, name, undefined, error)
    throw error
  }
}
