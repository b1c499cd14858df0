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
