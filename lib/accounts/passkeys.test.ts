import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { contextFrom } from '@/lib/core/context'
import { secretFor } from '@/lib/core/secret'
import { worldOfTest } from '@/lib/core/testing'
import { askAccess } from '@/lib/core/transaction'
import { keepEmail } from './commands/keep-email'
import { addPasskey, removePasskey, renamePasskey, startPasskey } from './commands/passkeys'
import { register } from './commands/register'
import { requireSecondFactor } from './commands/require-second-factor'
import { resetPassword } from './commands/reset-password'
import { signIn } from './commands/sign-in'
import { signInByPasskey, startPasskeySignIn } from './commands/sign-in-by-passkey'
import { readAccount } from './queries'
import { newSecret } from './secrets'

const here = worldOfTest()
const password = 'correct horse battery staple'
let places = 0
const from = () => ({
  id: 'test',
  address: `192.0.2.${++places % 250}`,
  userAgent: 'test',
  deviceId: crypto.randomUUID() as string,
})

async function person(slug: string) {
  const email = `anna@${slug}.test`
  await register(from(), { name: 'Anna', email, password, organization: { name: `Org ${slug}`, slug } })
  return { slug, ...(await signIn(from(), { email, password }, 'browser')) }
}
type Someone = Awaited<ReturnType<typeof person>>

const base64url = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url')
const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest()
const uint16 = (n: number) => Buffer.from([n >> 8, n & 255])
const cborBytes = (bytes: Uint8Array) => Buffer.concat([Buffer.from([0x59]), uint16(bytes.length), bytes])
const cborText = (text: string) => Buffer.concat([Buffer.from([0x60 + text.length]), Buffer.from(text)])

/** A device that makes passkeys: ES256, counts, and has its owner unlock it unless told otherwise (WebAuthn 3, §6.1 and §8.7). */
class Device {
  readonly id = randomBytes(16)
  readonly keys = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  counter = 0
  unlocked = true
  origin = 'http://localhost:3000'

  private authenticatorData(attested: Uint8Array = Buffer.alloc(0)): Buffer {
    const flags = 0x01 | (this.unlocked ? 0x04 : 0) | (attested.length > 0 ? 0x40 : 0)
    const count = Buffer.alloc(4)
    count.writeUInt32BE(this.counter)
    return Buffer.concat([sha256('localhost'), Buffer.from([flags]), count, attested])
  }
  private clientData = (type: string, challenge: string) =>
    Buffer.from(JSON.stringify({ type, challenge, origin: this.origin, crossOrigin: false }))

  register(challenge: string) {
    const { x = '', y = '' } = (this.keys.publicKey as KeyObject).export({ format: 'jwk' })
    const [bx, by] = [Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]
    const short = (bytes: Uint8Array) => Buffer.concat([Buffer.from([0x58, bytes.length]), bytes])
    const key = Buffer.concat([
      Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21]),
      short(bx),
      Buffer.from([0x22]),
      short(by),
    ])
    const data = this.authenticatorData(Buffer.concat([Buffer.alloc(16), uint16(16), this.id, key]))
    const attestation = Buffer.concat([
      Buffer.from([0xa3]),
      cborText('fmt'),
      cborText('none'),
      cborText('attStmt'),
      Buffer.from([0xa0]),
      cborText('authData'),
      cborBytes(data),
    ])
    return {
      id: base64url(this.id),
      rawId: base64url(this.id),
      type: 'public-key' as const,
      clientExtensionResults: {},
      response: {
        clientDataJSON: base64url(this.clientData('webauthn.create', challenge)),
        attestationObject: base64url(attestation),
        transports: ['internal'],
      },
    }
  }

  answer(challenge: string): string {
    this.counter++
    const clientData = this.clientData('webauthn.get', challenge)
    const data = this.authenticatorData()
    const signature = sign('sha256', Buffer.concat([data, sha256(clientData)]), this.keys.privateKey)
    return JSON.stringify({
      id: base64url(this.id),
      rawId: base64url(this.id),
      type: 'public-key',
      clientExtensionResults: {},
      response: {
        clientDataJSON: base64url(clientData),
        authenticatorData: base64url(data),
        signature: base64url(signature),
      },
    })
  }
}

async function withPasskey(slug: string) {
  const anna = await person(slug)
  const device = new Device()
  const { options } = await startPasskey(from(), anna.sessionId, { password })
  const { codes } = await addPasskey(from(), anna.sessionId, {
    name: 'Laptop',
    response: device.register(options.challenge),
  })
  return { ...anna, device, codes: codes ?? [] }
}
const challenge = async () => (await startPasskeySignIn(from())).options.challenge
const enter = async (device: Device) => signInByPasskey(from(), device.answer(await challenge()))
const own = async ({ sessionId }: Someone) => (await readAccount(sessionId)).passkeys
const refused = { status: 401, problem: { code: 'PASSKEY_REFUSED' } }

describe('a passkey', () => {
  test('opens a session by itself: it names its person, and counts as both factors', async () => {
    const anna = await withPasskey('alone')
    const { userId, sessionId } = await enter(anna.device)
    expect(userId).toBe(anna.userId)
    expect((await own({ ...anna, sessionId }))[0]).toMatchObject({ name: 'Laptop', lastUsedAt: expect.any(Date) })
  })

  test('is asked for nothing twice: a challenge works once, for five minutes, for what it was made for', async () => {
    const anna = await withPasskey('once-only')
    const signed = anna.device.answer(await challenge())
    await signInByPasskey(from(), signed)
    await expect(signInByPasskey(from(), signed)).rejects.toMatchObject(refused)
    const late = await challenge()
    await here.sql`update passkey_challenges set expires_at = now() where challenge = ${late}`
    await expect(signInByPasskey(from(), anna.device.answer(late))).rejects.toMatchObject(refused)
    const { options } = await startPasskey(from(), anna.sessionId, { password })
    await expect(signInByPasskey(from(), anna.device.answer(options.challenge))).rejects.toMatchObject(refused)
    const theirs = await person('once-other')
    const { options: foreign } = await startPasskey(from(), theirs.sessionId, { password })
    await expect(
      addPasskey(from(), anna.sessionId, { name: 'Foreign', response: new Device().register(foreign.challenge) }),
    ).rejects.toMatchObject({ status: 400 })
  })

  test('opens nothing from another page, unknown, not unlocked, copied, forged, or of somebody disabled', async () => {
    const { device, userId } = await withPasskey('wrong')
    await expect(enter(new Device())).rejects.toMatchObject(refused)
    device.origin = 'https://lobby.evil.test'
    await expect(enter(device)).rejects.toMatchObject(refused)
    device.origin = 'http://localhost:3000'
    device.unlocked = false
    await expect(enter(device)).rejects.toMatchObject(refused)
    device.unlocked = true
    await enter(device)
    device.counter = 0
    await expect(enter(device)).rejects.toMatchObject(refused)
    device.counter = 50
    const forged = JSON.parse(device.answer(await challenge()))
    forged.response.signature = base64url(randomBytes(70))
    await expect(signInByPasskey(from(), JSON.stringify(forged))).rejects.toMatchObject(refused)
    await expect(signInByPasskey(from(), '{')).rejects.toMatchObject(refused)
    await here.sql`update users set disabled_at = now() where id = ${userId}`
    await expect(enter(device)).rejects.toMatchObject(refused)
  })

  test('makes the password alone too little; recovery codes help where there is no device', async () => {
    const anna = await withPasskey('both')
    expect(anna.codes).toHaveLength(10)
    const enterWith = (code?: string) =>
      signIn(from(), { email: anna.email, password, ...(code && { code }) }, 'browser')
    await expect(enterWith()).rejects.toMatchObject({ status: 401, problem: { code: 'CODE_REQUIRED' } })
    await enterWith(anna.codes[0])
  })

  test('is added by whoever knows the password, up to several, each with a name that can change', async () => {
    const anna = await withPasskey('several')
    await expect(startPasskey(from(), anna.sessionId, { password: 'wrong' })).rejects.toMatchObject({ status: 400 })
    const second = new Device()
    const { options } = await startPasskey(from(), anna.sessionId, { password })
    expect(options.excludeCredentials?.map(({ id }) => id)).toEqual([base64url(anna.device.id)])
    const added = await addPasskey(from(), anna.sessionId, {
      name: 'Phone',
      response: second.register(options.challenge),
    })
    expect(added.codes).toBeNull()
    const [, phone] = await own(anna)
    await renamePasskey(from(), anna.sessionId, { passkey: phone?.id ?? '', name: 'Old phone' })
    expect((await own(anna)).map(({ name }) => name)).toEqual(['Laptop', 'Old phone'])
    const other = await person('not-hers')
    await expect(
      renamePasskey(from(), other.sessionId, { passkey: phone?.id ?? '', name: 'Mine' }),
    ).rejects.toMatchObject({ status: 404 })
    await enter(second)
  })

  test('is removed by whoever knows the password, and opens nothing from then on; the last takes the codes along', async () => {
    const anna = await withPasskey('removed')
    const passkey = (await own(anna))[0]?.id ?? ''
    const remove = (given: string) => removePasskey(from(), anna.sessionId, { passkey, password: given })
    await expect(remove('wrong')).rejects.toMatchObject({ status: 400 })
    await remove(password)
    await expect(enter(anna.device)).rejects.toMatchObject(refused)
    expect(await here.sql`select 1 from recovery_codes where user_id = ${anna.userId}`).toHaveLength(0)
    await signIn(from(), { email: anna.email, password }, 'browser')
  })

  test('is told by mail when it comes and when it goes, and ends the sessions that were opened without one', async () => {
    const anna = await person('told')
    const { sessionId: elsewhere } = await signIn(from(), { email: anna.email, password }, 'browser')
    const { options } = await startPasskey(from(), anna.sessionId, { password })
    await addPasskey(from(), anna.sessionId, { name: 'Key', response: new Device().register(options.challenge) })
    await expect(readAccount(elsewhere)).rejects.toMatchObject({ status: 401 })
    await removePasskey(from(), anna.sessionId, { passkey: (await own(anna))[0]?.id ?? '', password })
    const told =
      await here.sql`select type from platform_outbox where subject_id = ${anna.userId} and type like '%passkey%' order by id`
    expect(told.map(({ type }) => type)).toEqual(['user.passkey_added', 'user.passkey_removed'])
  })

  test('counts where an organization asks everybody for a second factor, until it is removed', async () => {
    const anna = await withPasskey('asks')
    const enterHere = async () => {
      const answer = await askAccess(anna.sessionId, anna.slug)
      if (!answer?.access) throw new Error('No access')
      return contextFrom(answer.access, 'session', { id: 'test', address: null })
    }
    await requireSecondFactor(await enterHere(), { secondFactorRequired: true })
    await enterHere()
    await removePasskey(from(), anna.sessionId, { passkey: (await own(anna))[0]?.id ?? '', password })
    await expect(enterHere()).rejects.toMatchObject({ status: 403, problem: { code: 'SECOND_FACTOR_REQUIRED' } })
  })

  test('that was added by whoever moved the account goes when its owner takes it back', async () => {
    const anna = await withPasskey('moved')
    const letter = newSecret(anna.userId, 'keep_email', anna.email)
    await here.sql`insert into one_time_secrets (id, user_id, purpose, address, secret_hash, expires_at)
      values (${letter.id}, ${anna.userId}, 'keep_email', ${anna.email}, ${letter.secretHash}, now() + interval '1 day')`
    await keepEmail(from(), { secret: secretFor('keep_email', letter.id) })
    await expect(enter(anna.device)).rejects.toMatchObject(refused)
  })

  test('that somebody made on an address that was never theirs goes when its owner sets a password by mail', async () => {
    const anna = await withPasskey('squatted')
    const reset = async () => {
      const letter = newSecret(anna.userId, 'reset_password')
      await here.sql`insert into one_time_secrets (id, user_id, purpose, secret_hash, expires_at)
        values (${letter.id}, ${anna.userId}, 'reset_password', ${letter.secretHash}, now() + interval '1 hour')`
      await resetPassword(from(), { secret: secretFor('reset_password', letter.id), password })
    }
    await here.sql`update users set email_verified_at = now() where id = ${anna.userId}`
    await reset()
    await enter(anna.device)
    await here.sql`update users set email_verified_at = null where id = ${anna.userId}`
    await reset()
    await expect(enter(anna.device)).rejects.toMatchObject(refused)
  })
})
