/** Where the bytes of a file row are. */
type Stored = { content: Uint8Array | null; storageKey: string | null }

/** The bytes of a stored file. @throws when they lie in an object storage that is not configured */
export async function contentOf({ content, storageKey }: Stored): Promise<Uint8Array> {
  if (content) return content
  throw new Error(`The file ${storageKey} lies in an object storage that is not configured`)
}
