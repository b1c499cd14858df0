import { STATUS_CODES } from 'node:http'
import { problemOf } from '@/lib/core/action'
import { fromDatabase } from '@/lib/core/database-errors'
import { AppError } from '@/lib/core/errors'

/**
 * Any error as `application/problem+json` (RFC 9457). What was not foreseen says only its request id; the log has the rest.
 */
export function problemResponse(thrown: unknown, requestId: string): Response {
  const error = fromDatabase(thrown)
  const { status, retryAfterSeconds } =
    error instanceof AppError ? error : { status: 500, retryAfterSeconds: undefined }
  const { message, errors, ...rest } = problemOf(error, requestId)
  const body = {
    type: 'about:blank',
    title: STATUS_CODES[status] ?? 'Error',
    status,
    ...rest,
    detail: message,
    message,
    ...(errors && errors.length > 0 && { errors }),
    requestId,
  }
  const response = new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/problem+json' },
  })
  if (retryAfterSeconds !== undefined) response.headers.set('retry-after', String(retryAfterSeconds))
  if (status === 401) response.headers.set('www-authenticate', 'Bearer')
  return response
}

export const noSuchPath = () =>
  new AppError(404, { code: 'NOT_FOUND', message: 'There is nothing at this address. See /api/docs.' })

export const wrongMethod = (allowed: string[]) =>
  new AppError(405, { code: 'METHOD_NOT_ALLOWED', message: `Use ${allowed.join(', ')} here.` })

export const badJson = () => new AppError(400, { code: 'BAD_JSON', message: 'The body is not valid JSON.' })

export const wrongType = (expected: string) =>
  new AppError(415, { code: 'UNSUPPORTED_MEDIA_TYPE', message: `Send the body as ${expected}.` })

export const tooLarge = (maxBytes: number) =>
  new AppError(413, {
    code: 'TOO_LARGE',
    message: `This request is too large; at most ${Math.floor(maxBytes / 1024 / 1024)} MB are taken here.`,
  })

export const foreignOrigin = () =>
  new AppError(403, { code: 'FOREIGN_ORIGIN', message: 'This request did not come from Lobby.' })
