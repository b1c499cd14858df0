/** One thing that is wrong with one field; `path` is dotted, empty for the form as a whole. */
export type FieldError = { path: string; code: string; message: string }

/** What went wrong, in words for the person who asked; the same shape reaches browsers and programs. */
export type Problem = {
  code: string
  message: string
  errors?: FieldError[]
  /** The permission that is missing, with 403. */
  missing?: string
  /** The record as it stands now, with a stale edit. */
  current?: unknown
}

/** What a server action returns. Nothing is thrown across the wire. */
export type Result<T> = { ok: true; data: T } | { ok: false; error: Problem }

/** What a page was refused for: the permission, and the record where it was asked for one. */
export type Refusal = { missing?: string; about?: { type: string; id: string } }

/**
 * A refusal at the end of the digest of Next's interrupt, which is all of an error that reaches the browser; the page
 * that shows it is made before the refused one is, and hears of it in no other way.
 */
export const sayRefusal = (digest: string, { missing = '', about }: Refusal): string =>
  [digest, ...[missing, about?.type ?? '', about?.id ?? ''].map(encodeURIComponent)].join(';')

/** What an error in the browser was refused for; null when it is no refusal. */
export function readRefusal(error: unknown): Refusal | null {
  const digest = typeof error === 'object' && error !== null ? String(Reflect.get(error, 'digest')) : ''
  const [, status, ...rest] = digest.startsWith('NEXT_HTTP_ERROR_FALLBACK;') ? digest.split(';') : []
  if (status !== '403') return null
  const [missing, type, id] = rest.map(decodeURIComponent)
  return { ...(missing && { missing }), ...(type && id && { about: { type, id } }) }
}
