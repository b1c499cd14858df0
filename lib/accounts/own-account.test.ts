import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '@/db/testing'
import { secretFor } from '@/lib/core/secret'
import { noteUse, writeUse } from '@/lib/core/session-use'
import { askAccess, askPerson, closePool } from '@/lib/core/transaction'
import { createOrganization } from '@/lib/organizations/commands/create-organization'
import { changePassword } from './commands/change-password'
import { confirmEmailChange } from './commands/confirm-email-change'
import { endOtherSessions, endSession } from './commands/end-sessions'
import { keepEmail } from './commands/keep-email'
import { register } from './commands/register'
import { requestEmailChange } from './commands/request-email-change'
import { signIn } from './commands/sign-in'
import { issueTokens, sessionOfToken } from './commands/tokens'
import { updateProfile } from './commands/update-profile'
import { deviceName } from './device-name'
import { listSessions, readAccount } from './queries'

const password = 'correct horse battery staple'
const devices = { home: crypto.randomUUID(), office: crypto.randomUUID() }
const from = (address: string, deviceId: string | null = null) => ({
  id: 'test',
  address,
  userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
  deviceId,
})
const here = from('127.0.0.1', devices.home)

let places = 0

let database: TestDatabase
let sql: postgres.Sql
beforeAll(async () => {
  database = await testDatabase()
  sql = postgres(database.superuserUrl, { max: 2 })
})
afterAll(async () => {
  await closePool()
  await sql.end()
  await database.drop()
})

/** Somebody new with one organization, signed in at home. */
async function person(slug: string) {
  const email = `anna@${slug}.test`
  // The limit of registrations is by address.
  await register(from(`192.0.2.${++places}`), {
    name: 'Anna',
    email,
    password,
    organization: { name: `Org ${slug}`, slug },
  })
  const { sessionId, userId } = await signIn(here, { email, password }, 'browser')
  return { slug, email, sessionId, userId }
}
const also = async ({ email }: { email: string }, where = from('198.51.100.7', devices.office)) =>
  (await signIn(where, { email, password }, 'browser')).sessionId
const isIn = async (sessionId: string) => (await askPerson(sessionId)) !== null
const newest = async (userId: string, purpose: 'change_email' | 'keep_email' | 'reset_password') => {
  const [row] = await sql`select id from one_time_secrets where user_id = ${userId} and purpose = ${purpose}
    order by id desc limit 1`
  return secretFor(purpose, row?.id)
}
const told = async (userId: string) =>
  (await sql`select type from platform_outbox where subject_id = ${userId} order by id`).map(({ type }) => type)

describe('one’s profile', () => {
  test('changes, and every organization knows the new name, each with its own trail', async () => {
    const anna = await person('names')
    const me = await askPerson(anna.sessionId)
    if (!me) throw new Error('Nobody is signed in')
    await createOrganization(here, me, { name: 'Second', slug: 'names-2', contactEmail: 'a@names-2.test' })
    await updateProfile(here, anna.sessionId, { name: 'Anna Berg', timeZone: 'Europe/Berlin', locale: 'de' })
    expect(await readAccount(anna.sessionId)).toMatchObject({
      name: 'Anna Berg',
      timeZone: 'Europe/Berlin',
      locale: 'de',
    })
    for (const slug of ['names', 'names-2'])
      expect((await askAccess(anna.sessionId, slug))?.access?.member.name).toBe('Anna Berg')
    expect(await sql`select 1 from audit_log where event = 'member.login_changed'`).toHaveLength(2)
    await updateProfile(here, anna.sessionId, { name: 'Anna Stein', timeZone: 'Europe/Berlin', locale: 'de' })
    const [entry] = await sql`select before, after from platform_audit
      where event = 'user.updated' and subject_id = ${anna.userId} order by id desc limit 1`
    expect(entry, 'what was and what became of it').toEqual({
      before: { name: 'Anna Berg' },
      after: { name: 'Anna Stein' },
    })
  })

  test('refuses a time zone or a locale that there is not', async () => {
    const { sessionId } = await person('zones')
    const wrong = { name: 'Anna', timeZone: 'Mars/Olympus', locale: 'tlh' }
    await expect(updateProfile(here, sessionId, wrong as never)).rejects.toMatchObject({ status: 400 })
  })
})

describe('the password', () => {
  test('changes for whoever knows it; all other sessions end, programs too', async () => {
    const anna = await person('secrets')
    const elsewhere = await also(anna)
    const program = await issueTokens(here, { email: anna.email, password })
    const next = 'another fine long password'
    await changePassword(here, anna.sessionId, { password, newPassword: next })
    expect(await isIn(anna.sessionId)).toBe(true)
    expect(await isIn(elsewhere)).toBe(false)
    expect(await isIn((await sessionOfToken(program.accessToken)) ?? '')).toBe(false)
    await expect(also(anna)).rejects.toMatchObject({ status: 401 })
    await signIn(here, { email: anna.email, password: next }, 'browser')
    expect(await told(anna.userId)).toContain('user.password_changed')
  })

  test('stays when the old one is wrong, or the new one too short or the same', async () => {
    const { sessionId } = await person('wrong')
    const wrong = { password: 'not this one at all', newPassword: 'another fine long password' }
    await expect(changePassword(here, sessionId, wrong)).rejects.toMatchObject({
      status: 400,
      problem: { errors: [{ path: 'password' }] },
    })
    await expect(changePassword(here, sessionId, { password, newPassword: password })).rejects.toMatchObject({
      problem: { errors: [{ path: 'newPassword', code: 'same' }] },
    })
    await expect(changePassword(here, sessionId, { password, newPassword: 'short' })).rejects.toMatchObject({
      problem: { errors: [{ path: 'newPassword' }] },
    })
  })
})

describe('the e-mail address', () => {
  const move = (anna: Awaited<ReturnType<typeof person>>, email: string) =>
    requestEmailChange(here, anna.sessionId, { email, password })

  test('changes when the link to the new one is used, once, in every organization; others’ sessions end', async () => {
    const anna = await person('move')
    const elsewhere = await also(anna)
    await move(anna, 'new@move.test')
    expect(await readAccount(anna.sessionId)).toMatchObject({ email: anna.email, movingTo: 'new@move.test' })
    const secret = await newest(anna.userId, 'change_email')
    await confirmEmailChange(here, { secret, keep: anna.sessionId })
    expect((await askAccess(anna.sessionId, 'move'))?.access?.member.email).toBe('new@move.test')
    expect(await isIn(elsewhere)).toBe(false)
    await expect(confirmEmailChange(here, { secret })).rejects.toMatchObject({ status: 400 })
    expect(await told(anna.userId)).toEqual(
      expect.arrayContaining(['user.email_change_requested', 'user.email_change_announced', 'user.email_changed']),
    )
    const [kept] = await sql`select address from one_time_secrets where user_id = ${anna.userId}
      and purpose = 'keep_email' order by id desc limit 1`
    expect(kept?.address).toBe(anna.email)
  })

  test('does not change by a link that is too old by the database’s clock', async () => {
    const anna = await person('late')
    await move(anna, 'new@late.test')
    await sql`update one_time_secrets set expires_at = now() where user_id = ${anna.userId}`
    const secret = await newest(anna.userId, 'change_email')
    await expect(confirmEmailChange(here, { secret })).rejects.toMatchObject({ status: 400 })
  })

  test('returns when the old one objects; sessions and password are over', async () => {
    const anna = await person('object')
    await move(anna, 'thief@object.test')
    await confirmEmailChange(here, { secret: await newest(anna.userId, 'change_email'), keep: anna.sessionId })
    await keepEmail(here, { secret: await newest(anna.userId, 'keep_email') })
    expect(await isIn(anna.sessionId)).toBe(false)
    const [user] = await sql`select email, password_hash from users where id = ${anna.userId}`
    expect(user).toEqual({ email: anna.email, password_hash: null })
    expect((await told(anna.userId)).slice(-2).sort()).toEqual(['user.email_kept', 'user.reset_requested'])
    const [member] = await sql`select email from members where user_id = ${anna.userId}`
    expect(member?.email).toBe(anna.email)
  })

  test('returns without the ways in that were made in the last seven days; older ones stay', async () => {
    const anna = await person('ways')
    await sql`insert into second_factors (user_id, sealed_secret, confirmed_at) values (${anna.userId}, 'x', now())`
    await sql`insert into user_identities (provider, subject, user_id, created_at) values
      ('github', 'thief', ${anna.userId}, now()), ('google', 'anna', ${anna.userId}, now() - interval '30 days')`
    await move(anna, 'thief@ways.test')
    await keepEmail(here, { secret: await newest(anna.userId, 'keep_email') })
    const left = await sql`select subject from user_identities where user_id = ${anna.userId}`
    expect(left.map(({ subject }) => subject)).toEqual(['anna'])
    expect(await sql`select 1 from second_factors where user_id = ${anna.userId}`).toHaveLength(0)
  })

  test('cannot be somebody else’s, and the answer does not say so', async () => {
    const [anna, ben] = [await person('taken-a'), await person('taken-b')]
    expect(await move(anna, ben.email)).toEqual({ email: ben.email })
    expect(
      await sql`select 1 from one_time_secrets where user_id = ${anna.userId} and purpose = 'change_email'`,
    ).toHaveLength(0)
  })
})

describe('the list of sessions', () => {
  test('names device, address and time of last use, and marks the one that asks', async () => {
    const anna = await person('list')
    const office = await also(anna)
    noteUse(office, '203.0.113.50')
    await writeUse()
    const rows = await listSessions(anna.sessionId)
    expect(rows).toHaveLength(2)
    expect(rows.find((row) => row.id === office)).toMatchObject({
      device: 'Firefox on Linux',
      address: '203.0.113.50',
      current: false,
    })
    expect(rows.find((row) => row.current)?.id).toBe(anna.sessionId)
  })

  test('writes a use at most every five minutes', async () => {
    const { sessionId } = await person('seldom')
    const use = async (address: string) => {
      noteUse(sessionId, address)
      await writeUse()
      const [row] = await sql`select last_address from sessions where id = ${sessionId}`
      return row?.last_address
    }
    expect(await use('192.0.2.1')).toBe('192.0.2.1')
    expect(await use('192.0.2.2')).toBe('192.0.2.1')
    await sql`update sessions set last_used_at = now() - interval '6 minutes' where id = ${sessionId}`
    expect(await use('192.0.2.3')).toBe('192.0.2.3')
  })

  test('ends one or all others, and nobody else’s', async () => {
    const [anna, ben] = [await person('end-a'), await person('end-b')]
    const [office, phone] = [await also(anna), await also(anna)]
    await expect(endSession(here, ben.sessionId, { session: office })).rejects.toMatchObject({ status: 404 })
    await endSession(here, anna.sessionId, { session: office })
    expect([await isIn(office), await isIn(phone)]).toEqual([false, true])
    await endOtherSessions(here, anna.sessionId, {})
    expect([await isIn(phone), await isIn(anna.sessionId), await isIn(ben.sessionId)]).toEqual([false, true, true])
  })

  test('calls devices by names that people know', () => {
    const mac = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/17.4 Safari/605.1.15'
    expect([deviceName(mac), deviceName('curl/8.5.0'), deviceName(null)]).toEqual([
      'Safari on macOS',
      'Program (curl)',
      'Unknown device',
    ])
  })
})

describe('a sign-in', () => {
  test('from a device that the account does not know is told, once for each device', async () => {
    const anna = await person('device')
    const count = async () => (await told(anna.userId)).filter((type) => type === 'user.new_device').length
    expect(await count()).toBe(0)
    await also(anna, from('198.51.100.7', devices.home))
    expect(await count()).toBe(0)
    await also(anna)
    await also(anna, from('192.0.2.99', devices.office))
    expect(await count()).toBe(1)
  })

  test('is never blocked on a known device by a stranger who guesses from many places', async () => {
    const anna = await person('guess')
    const guess = (n: number) =>
      signIn(from(`10.9.${n}.1`, crypto.randomUUID()), { email: anna.email, password: 'wrong again' }, 'browser').catch(
        (error: { status: number }) => error.status,
      )
    const answers = new Set<unknown>()
    for (let n = 0; n < 105; n += 15)
      for (const answer of await Promise.all(Array.from({ length: 15 }, (_, i) => guess(n + i)))) answers.add(answer)
    expect([...answers].sort()).toEqual([401, 429])
    await expect(also(anna, from('192.0.2.200', crypto.randomUUID()))).rejects.toMatchObject({ status: 429 })
    expect(await isIn(await also(anna, from('192.0.2.201', devices.home)))).toBe(true)
  })
})
