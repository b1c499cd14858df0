import { getObject } from '@/lib/integrations/storage'

/** Where the bytes of a file row are. */
type Stored = { content: Uint8Array | null; storageKey: string | null }

/** The bytes of a stored file. @throws when they lie in an object storage that does not give them */
export async function contentOf({ content, storageKey }: Stored): Promise<Uint8Array> {
  if (content) return content
  if (!storageKey) throw new Error('A file row has neither content nor a key')
  return getObject(storageKey)
}
