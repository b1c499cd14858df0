import 'server-only'
import type { LoginCommand, RequestInfo } from './account-command'
import type { Command } from './command'
import { AppError, unauthenticated } from './errors'
import type { Query } from './query'
import { currentSessionId, requestInfo, requireOwnOrigin } from './request'
import type { Problem, Result } from './result'
import { visit } from './tenant'

/** What an unforeseen error becomes; its details stay in the log, under the request's id. */
export function problemOf(error: unknown, requestId: string): Problem {
  if (error instanceof AppError) return error.problem
  console.error(
    JSON.stringify({ level: 'error', requestId, error: error instanceof Error ? error.stack : String(error) }),
  )
  return { code: 'INTERNAL', message: `Something went wrong on our side. Quote ${requestId} when you ask for help.` }
}

async function asResult<T>(work: () => Promise<T>): Promise<Result<T>> {
  try {
    await requireOwnOrigin()
    return { ok: true, data: await work() }
  } catch (error) {
    return { ok: false, error: problemOf(error, (await requestInfo()).id) }
  }
}

/** A command as a browser may call it: `(slug, input) → Result`. The context comes from the slug and the session. */
export const serverAction =
  <I, O>(command: Command<I, O>) =>
  (slug: string, input: I): Promise<Result<O>> =>
    asResult(async () => command((await visit(slug)).ctx, input))

/** A command about a login as a browser may call it: `(input) → Result`. */
export const accountAction =
  <I, O>(command: (request: RequestInfo, input: I) => Promise<O>) =>
  (input: I): Promise<Result<O>> =>
    asResult(async () => command(await requestInfo(), input))

/** A command about one's own login as a browser may call it: `(input) → Result`. */
export const loginAction =
  <I, O>(command: LoginCommand<I, O>) =>
  (input: I): Promise<Result<O>> =>
    asResult(async () => {
      const sessionId = await currentSessionId()
      if (!sessionId) throw unauthenticated()
      return command(await requestInfo(), sessionId, input)
    })

/** A query that a form asks while it is filled in, as a browser may call it. */
export const queryAction =
  <I, O>(query: Query<I, O>) =>
  (slug: string, input: I): Promise<Result<O>> =>
    asResult(async () => query((await visit(slug)).ctx, input))
