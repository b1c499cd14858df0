import { AwsClient } from 'aws4fetch'
import { env } from '@/lib/core/env'

/** An S3-compatible bucket, addressed by path (AWS, MinIO, Ceph, R2), signed with AWS Signature Version 4. */

let client: AwsClient | undefined

function bucket(): { client: AwsClient; base: string } | null {
  const { S3_ENDPOINT, S3_BUCKET, S3_REGION, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY } = env()
  if (!S3_ENDPOINT || !S3_BUCKET || !S3_ACCESS_KEY_ID || !S3_SECRET_ACCESS_KEY) return null
  client ??= new AwsClient({
    accessKeyId: S3_ACCESS_KEY_ID,
    secretAccessKey: S3_SECRET_ACCESS_KEY,
    region: S3_REGION,
    service: 's3',
    retries: 3,
  })
  return { client, base: `${S3_ENDPOINT.replace(/\/$/, '')}/${S3_BUCKET}` }
}

/** Whether files go to a bucket; without one they stay in the database. */
export const hasBucket = (): boolean => bucket() !== null

async function ask(method: 'GET' | 'PUT' | 'DELETE', key: string, body?: Uint8Array<ArrayBuffer>): Promise<Response> {
  const place = bucket()
  if (!place) throw new Error('No object storage is configured')
  const answer = await place.client.fetch(`${place.base}${key.startsWith('?') ? '' : '/'}${key}`, { method, body })
  if (!answer.ok && !(method === 'DELETE' && answer.status === 404))
    throw new Error(`The object storage answered ${answer.status} to ${method} ${key}`)
  return answer
}

/** Keeps bytes under a key. @throws when the storage does not take them */
export async function putObject(key: string, content: Uint8Array): Promise<void> {
  await (await ask('PUT', key, new Uint8Array(content))).arrayBuffer()
}

/** The bytes under a key. @throws when there are none */
export const getObject = async (key: string): Promise<Uint8Array> =>
  new Uint8Array(await (await ask('GET', key)).arrayBuffer())

/** Forgets a key; one that is not there is no error. */
export async function deleteObject(key: string): Promise<void> {
  await (await ask('DELETE', key)).arrayBuffer()
}

/** Forgets everything whose key begins so. @returns how many there were */
export async function deleteObjects(prefix: string): Promise<number> {
  for (let gone = 0; ; ) {
    const listing = await (await ask('GET', `?list-type=2&prefix=${encodeURIComponent(prefix)}`)).text()
    const keys = [...listing.matchAll(/<Key>([^<]+)<\/Key>/g)].map((match) => match[1] ?? '')
    // A storage that ignores the question must not cost anybody their files.
    const ours = keys.filter((key) => key.startsWith(prefix))
    if (ours.length === 0) return gone
    for (const key of ours) await deleteObject(key)
    gone += ours.length
  }
}
