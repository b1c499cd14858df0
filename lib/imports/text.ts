import iconv from 'iconv-lite'
import { notCsv } from './refusals'
import type { Encoding } from './table'

/** How far a file is looked at to find out how it is written. */
const looked = 100_000

/** UTF-16 without a mark: nearly every second byte of western text is zero, on one side only. */
function unmarkedUtf16(bytes: Buffer): Encoding | undefined {
  const zeros = [0, 0]
  for (let at = 0; at < bytes.length; at++) if (bytes[at] === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1
  const [even = 0, odd = 0] = zeros
  if (odd > bytes.length / 4 && even < odd / 20) return 'UTF-16LE'
  return even > bytes.length / 4 && odd < even / 20 ? 'UTF-16BE' : undefined
}

/**
 * The text of a file and how it was encoded: UTF-8 and UTF-16 with or without a mark, otherwise Windows-1252.
 * @throws 400 at `file` for what is no text
 */
export function decodeText(content: Uint8Array): { text: string; encoding: Encoding } {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength)
  const head = bytes.subarray(0, looked)
  const marked =
    head[0] === 0xff && head[1] === 0xfe ? 'UTF-16LE' : head[0] === 0xfe && head[1] === 0xff ? 'UTF-16BE' : undefined
  const wide = marked ?? (head.includes(0) ? unmarkedUtf16(head) : undefined)
  if (wide) return { text: iconv.decode(bytes, wide), encoding: wide }
  if (head.includes(0)) throw notCsv('This is not a text file. Export your tasks as CSV or JSON and try again.')
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'UTF-8' }
  } catch {
    return { text: iconv.decode(bytes, 'windows-1252'), encoding: 'Windows-1252' }
  }
}
