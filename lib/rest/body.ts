import { createHash } from 'node:crypto'
import { AppError, invalid } from '@/lib/core/errors'
import type { Given } from '@/lib/core/rest-input'
import { badJson, tooLarge, wrongType } from './problem'

/** Reads a body up to a limit, whatever Content-Length claims. @throws 413 */
async function readBytes(request: Request, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  if (Number(request.headers.get('content-length')) > maxBytes) throw tooLarge(maxBytes)
  const reader = request.body?.getReader()
  const parts: Uint8Array[] = []
  let size = 0
  for (;;) {
    const part = await reader?.read()
    if (!part || part.done) break
    size += part.value.byteLength
    if (size > maxBytes) {
      await reader?.cancel()
      throw tooLarge(maxBytes)
    }
    parts.push(part.value)
  }
  const whole = new Uint8Array(size)
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.byteLength
  }
  return whole
}

const typeOf = (request: Request) =>
  (request.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? ''

/** A body of JSON: an object, or nothing at all. @throws 400 `BAD_JSON` · 413 · 415 */
export async function readJson(request: Request, maxBytes: number): Promise<Given> {
  if (!request.body) return {}
  const type = typeOf(request)
  const isJson = type === 'application/json' || type.endsWith('+json')
  if (type !== '' && !isJson) throw wrongType('application/json')
  const bytes = await readBytes(request, maxBytes)
  if (bytes.byteLength === 0) return {}
  if (!isJson) throw wrongType('application/json')

  let value: unknown
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw badJson()
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw invalid([{ path: '', code: 'invalid_type', message: 'Send a JSON object.' }])
  return value as Given
}

const fileNameIn = (disposition: string | null): string => {
  const extended = /filename\*=utf-8''([^;]+)/i.exec(disposition ?? '')?.[1]
  try {
    if (extended) return decodeURIComponent(extended)
  } catch {
    // a name that cannot be decoded is no name
  }
  return /filename="?([^";]+)"?/i.exec(disposition ?? '')?.[1] ?? 'tasks.csv'
}

/** What a file is to an Idempotency-Key: its name and content, where JSON would see an empty object. */
const identified = (file: File, bytes: Uint8Array): File =>
  Object.assign(file, {
    toJSON: () => ({ name: file.name, sha256: createHash('sha256').update(bytes).digest('hex') }),
  })

/**
 * A CSV, as multipart field `file` or as the whole body; its name comes from Content-Disposition then.
 * @returns `{ file }` and the form's other fields @throws 400 for a broken form · 413 · 415
 */
export async function readCsvUpload(request: Request, maxBytes: number): Promise<Given> {
  const type = typeOf(request)
  if (type !== 'multipart/form-data' && type !== 'text/csv')
    throw wrongType('multipart/form-data with a field “file”, or as text/csv')
  const bytes = await readBytes(request, maxBytes)
  if (type === 'text/csv') {
    const file = new File([bytes], fileNameIn(request.headers.get('content-disposition')), { type })
    return { file: identified(file, bytes) }
  }
  return formOf(request, bytes)
}

/** Any file, as multipart field `file`. @returns `{ file }` and the form's other fields @throws 400 for a broken form · 413 · 415 */
export async function readFileUpload(request: Request, maxBytes: number): Promise<Given> {
  if (typeOf(request) !== 'multipart/form-data') throw wrongType('multipart/form-data with a field “file”')
  return formOf(request, await readBytes(request, maxBytes))
}

async function formOf(request: Request, bytes: Uint8Array<ArrayBuffer>): Promise<Given> {
  const contentType = request.headers.get('content-type') ?? ''
  const form = await new Response(bytes, { headers: { 'content-type': contentType } }).formData().catch(() => {
    throw new AppError(400, { code: 'BAD_FORM', message: 'The body is not a valid multipart form.' })
  })
  const fields = Object.fromEntries(form)
  const { file } = fields
  return file instanceof File ? { ...fields, file: identified(file, new Uint8Array(await file.arrayBuffer())) } : fields
}
