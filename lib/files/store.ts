import { createHash } from 'node:crypto'
import { fileTypeFromBuffer } from 'file-type'
import { files } from '@/db/schema/files'
import { newId } from '@/lib/core/command'
import { type Context, memberOf } from '@/lib/core/context'
import { AppError, invalidField } from '@/lib/core/errors'
import type { Tx } from '@/lib/core/transaction'

export type Upload = { name: string; content: Uint8Array }

const proofTypes = ['application/pdf', 'image/png', 'image/jpeg', 'image/webp', 'image/gif', 'image/heic']
const limits = { proof: 10 * 1024 * 1024, import: 32 * 1024 * 1024 }

/** A file name without path and control characters, at most 200 characters. */
const safeName = (name: string) =>
  name
    .replace(/\p{Cc}|^.*[\\/]/gu, '')
    .trim()
    .slice(-200) || 'file'

/** The type of a file by its content; what it calls itself does not count. */
async function typeOf(purpose: 'proof' | 'import', content: Uint8Array): Promise<string> {
  const sniffed = await fileTypeFromBuffer(content)
  if (purpose === 'import') {
    if (sniffed && !/^(text|application\/xml)/.test(sniffed.mime))
      throw invalidField('file', 'This is not a CSV file. Export your tasks as CSV and try again.')
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
export async function storeFile(tx: Tx, ctx: Context, purpose: 'proof' | 'import', upload: Upload): Promise<string> {
  const { content } = upload
  if (content.byteLength === 0) throw invalidField(purpose === 'proof' ? 'proof' : 'file', 'This file is empty.')
  if (content.byteLength > limits[purpose])
    throw new AppError(413, {
      code: 'TOO_LARGE',
      message: `A file may have at most ${limits[purpose] / 1024 / 1024} MB.`,
    })
  const id = newId()
  await tx.insert(files).values({
    organizationId: ctx.organization.id,
    id,
    purpose,
    name: safeName(upload.name),
    contentType: await typeOf(purpose, content),
    size: content.byteLength,
    sha256: createHash('sha256').update(content).digest('hex'),
    content,
    createdById: memberOf(ctx),
  })
  return id
}
