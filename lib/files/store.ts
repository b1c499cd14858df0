import { createHash } from 'node:crypto'
import { fileTypeFromBuffer } from 'file-type'
import { files } from '@/db/schema/files'
import { newId } from '@/lib/core/command'
import { type Context, memberOf } from '@/lib/core/context'
import { AppError, invalidField } from '@/lib/core/errors'
import type { Tx } from '@/lib/core/transaction'
import { hasBucket, putObject } from '@/lib/integrations/storage'

export type Upload = { name: string; content: Uint8Array }

const proofTypes = ['application/pdf', 'image/png', 'image/jpeg', 'image/webp', 'image/gif', 'image/heic']
const megabyte = 1024 * 1024
const limits = {
  proof: 10 * megabyte,
  import: 32 * megabyte,
  attachment: 25 * megabyte,
  export: 100 * megabyte,
  logo: megabyte / 2,
}
export type FilePurpose = keyof typeof limits

const binary = 'application/octet-stream'

/** Whether bytes read as UTF-8 text without control characters. */
function isText(content: Uint8Array): boolean {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(content.subarray(0, 4096), { stream: true })
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
    return !/[\u0000-\u0008\u000e-\u001f]/.test(text)
  } catch {
    return false
  }
}

/** A file name without path and control characters, at most 200 characters. */
const safeName = (name: string) =>
  name
    .replace(/\p{Cc}|^.*[\\/]/gu, '')
    .trim()
    .slice(-200) || 'file'

/** The type of a file by its content; what it calls itself does not count. */
async function typeOf(purpose: FilePurpose, { name, content }: Upload): Promise<string> {
  const sniffed = await fileTypeFromBuffer(content)
  // A picture that can carry scripts is none: no SVG.
  if (purpose === 'logo') {
    if (!sniffed || !['image/png', 'image/jpeg', 'image/webp'].includes(sniffed.mime))
      throw invalidField('file', 'Choose a picture as PNG, JPEG or WebP.')
    return sniffed.mime
  }
  if (purpose === 'export') return name.endsWith('.csv') ? 'text/csv' : (sniffed?.mime ?? binary)
  // Whatever it is, it is served as an attachment; text is told apart so that it can be opened as such.
  if (purpose === 'attachment') return sniffed?.mime ?? (isText(content) ? 'text/plain' : binary)
  if (purpose === 'import') {
    if (sniffed && !/^(text|application\/xml)/.test(sniffed.mime))
      throw invalidField('file', 'This is not a CSV file, nor JSON. Export your tasks as CSV or JSON and try again.')
    return 'text/csv'
  }
  if (!sniffed || !proofTypes.includes(sniffed.mime))
    throw invalidField('proof', 'Attach the proof as PDF, PNG, JPEG, WebP, GIF or HEIC.')
  return sniffed.mime
}

/**
 * Keeps an uploaded file in the caller's transaction.
 * @returns its id @throws 400 for the wrong kind of content · 413 when it is too large
 */
export async function storeFile(tx: Tx, ctx: Context, purpose: FilePurpose, upload: Upload): Promise<string> {
  const { content } = upload
  if (content.byteLength === 0) throw invalidField(purpose === 'proof' ? 'proof' : 'file', 'This file is empty.')
  if (content.byteLength > limits[purpose])
    throw new AppError(413, {
      code: 'TOO_LARGE',
      message: `A file may have at most ${limits[purpose] / megabyte} MB.`,
    })
  const id = newId()
  // Before the row: a file without a row is lost room, a row without a file is lost work.
  const storageKey = hasBucket() ? `${ctx.organization.id}/${id}` : undefined
  if (storageKey) await putObject(storageKey, content)
  await tx.insert(files).values({
    organizationId: ctx.organization.id,
    id,
    purpose,
    name: safeName(upload.name),
    contentType: await typeOf(purpose, upload),
    size: content.byteLength,
    sha256: createHash('sha256').update(content).digest('hex'),
    ...(storageKey ? { storageKey } : { content }),
    createdById: memberOf(ctx),
  })
  return id
}
