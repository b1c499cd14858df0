import type { ZodError } from 'zod'
import { catalogue, type Permission } from './permissions'
import type { FieldError, Problem } from './result'
import type { ClosedOrganization } from './transaction'

/** An answer that is not a success. Everything else that is thrown is a defect and answered with 500. */
export class AppError extends Error {
  constructor(
    readonly status: number,
    readonly problem: Problem,
    readonly retryAfterSeconds?: number,
  ) {
    super(`${problem.code}: ${problem.message}`)
  }
}

export const unauthenticated = () => new AppError(401, { code: 'UNAUTHENTICATED', message: 'Please sign in.' })

export const notFound = () =>
  new AppError(404, { code: 'NOT_FOUND', message: 'This does not exist, or you have no access to it.' })

export const forbidden = (missing: Permission | 'platform.admin') =>
  new AppError(403, {
    code: 'FORBIDDEN',
    message:
      missing === 'platform.admin'
        ? 'Only platform admins may do this.'
        : `You may not ${catalogue[missing].description} here. Ask an admin for “${missing}”.`,
    missing,
  })

export const invalid = (errors: FieldError[], message = 'Please check what you entered.') =>
  new AppError(400, { code: 'INVALID', message, errors })

export const invalidField = (path: string, message: string, code = 'invalid') => invalid([{ path, code, message }])

export const conflict = (code: string, message: string, more: Partial<Problem> = {}) =>
  new AppError(409, { code, message, ...more })

export const secondFactorRequired = () =>
  new AppError(403, {
    code: 'SECOND_FACTOR_REQUIRED',
    message: 'This organization asks for a second factor. Set one up on your account page, under Security.',
  })

/** Nothing is changed by somebody who only looks around. */
export const readOnlyNow = ({ kind, as }: { kind: 'walk' | 'grant'; as: string }) =>
  new AppError(403, {
    code: `READ_ONLY_${kind.toUpperCase()}`,
    message:
      kind === 'walk'
        ? `You look around as ${as}, and nothing can be changed meanwhile. End this first.`
        : 'You look in for the platform, and nothing can be changed.',
  })

/** Nobody looks around with rights that they do not hold themselves. */
export const beyondOwn = (missing?: Permission) =>
  new AppError(403, {
    code: 'TOO_WIDE',
    message: missing
      ? `You cannot look around here: they ${catalogue[missing].description}, further than you may yourself.`
      : 'Only the owner may look around as the owner.',
    missing,
  })

/** A walk that may not go on is over from here; the next request is one’s own again. */
export const walkEnded = (why: keyof typeof walkEnds) =>
  new AppError(403, { code: 'WALK_ENDED', message: `${walkEnds[why]} You act as yourself again.` })
const walkEnds = {
  time: 'The time for looking around is over.',
  rights: 'You may not look around with these eyes any more.',
  gone: 'Whom you looked around as is not there any more.',
}

/** The organization is there and one belongs to it, and yet it answers nobody now. */
export class ClosedError extends AppError {
  readonly slug: string

  constructor({ slug, name, status, reason }: Pick<ClosedOrganization, 'slug' | 'name' | 'status' | 'reason'>) {
    super(403, {
      code: status === 'suspended' ? 'ORGANIZATION_SUSPENDED' : 'ORGANIZATION_ARCHIVED',
      message:
        status === 'suspended'
          ? `${name} is suspended by the platform. Reason: ${reason ?? '–'}`
          : `${name} is archived. Its owner can restore it for thirty days.`,
    })
    this.slug = slug
  }
}

/** Somebody else changed the record first; the answer carries what they made of it. */
export const stale = (current: unknown) =>
  conflict('STALE', 'Somebody changed this in the meantime. Compare both versions, then save again.', { current })

export const tooFast = (seconds: number) =>
  new AppError(429, { code: 'TOO_MANY_REQUESTS', message: `Too many tries. Try again in ${seconds} s.` }, seconds)

export const unavailable = () =>
  new AppError(503, { code: 'UNAVAILABLE', message: 'Lobby is catching its breath. Please try again in a moment.' }, 2)

/** zod's issues as field errors; unknown keys are named one by one. */
export const fromZod = (error: ZodError): AppError =>
  invalid(
    error.issues.flatMap((issue): FieldError[] =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => ({
            path: [...issue.path, key].join('.'),
            code: 'unknown_field',
            message: 'This field is not known.',
          }))
        : [{ path: issue.path.join('.'), code: issue.code, message: issue.message }],
    ),
  )
