import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '@/db/testing'
import { contextFrom } from '@/lib/core/context'
import { askAccess, askAccessById, closePool } from '@/lib/core/transaction'
import { client } from '@/lib/rest/testing'
import { register } from './commands/register'
import { requireSecondFactor } from './commands/require-second-factor'
import { confirmSecondFactor, renewRecoveryCodes, startSecondFactor, stopSecondFactor } from './commands/second-factor'
import { signIn } from './commands/sign-in'
import { issueTokens } from './commands/tokens'
import { openSecret, sealSecret, totpOf } from './second-factor'

const password = 'correct horse battery staple'
const home = crypto.randomUUID()
let places = 0
const from = (address = `192.0.2.${++places % 250}`, deviceId: string = crypto.randomUUID()) => ({
  id: 'test',
  address,
  userAgent: 'test',
  deviceId,
})

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

const person = async (slug: string) => {
  const email = `anna@${slug}.test`
  await register(from(), { name: 'Anna', email, password, organization: { name: `Org ${slug}`, slug } })
  return { slug, ...(await signIn(from(undefined, home), { email, password }, 'browser')) }
}
type Someone = Awaited<ReturnType<typeof person>>

/** Turns it on; codes are of the step after the one that was used for that. */
async function withFactor(slug: string) {
  const anna = await person(slug)
  const { secret } = await startSecondFactor(from(), anna.sessionId, { password })
  const app = totpOf(anna.email, secret)
  const at = (seconds: number) => app.generate({ timestamp: Date.now() + seconds * 1000 })
  const { codes } = await confirmSecondFactor(from(), anna.sessionId, { code: at(-30) })
  return { ...anna, codes, at }
}
const enter = ({ email }: Someone, code?: string, where = from()) =>
  signIn(where, { email, password, ...(code && { code }) }, 'browser')
const refusal = (problem: string) => ({ status: 401, problem: { code: problem } })

describe('a second factor', () => {
  test('is asked for once it is on; a code opens once, however many come together with it', async () => {
    const anna = await withFactor('once')
    await expect(enter(anna)).rejects.toMatchObject(refusal('CODE_REQUIRED'))
    await expect(enter(anna, '000000')).rejects.toMatchObject(refusal('WRONG_CODE'))
    const code = anna.at(0)
    const answers = await Promise.allSettled([enter(anna, code), enter(anna, code), enter(anna, code)])
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    await expect(issueTokens(from(), { email: anna.email, password })).rejects.toMatchObject(refusal('CODE_REQUIRED'))
  })

  test('does not tell who has one without the password', async () => {
    const anna = await withFactor('silent')
    const guess = { email: anna.email, password: 'not this one at all' }
    await expect(signIn(from(), guess, 'browser')).rejects.toMatchObject(refusal('WRONG_CREDENTIALS'))
  })

  test('gives ten recovery codes, each good once, until there are new ones', async () => {
    const anna = await withFactor('recovery')
    const [first = '', second = '', third = ''] = anna.codes
    expect(new Set(anna.codes).size).toBe(10)
    await enter(anna, first.toLowerCase().replaceAll('-', ' '))
    await expect(enter(anna, first)).rejects.toMatchObject(refusal('WRONG_CODE'))
    const { codes } = await renewRecoveryCodes(from(), anna.sessionId, { password, code: second })
    await expect(enter(anna, third)).rejects.toMatchObject(refusal('WRONG_CODE'))
    await enter(anna, codes[0])
  })

  test('ends the sessions that were opened without it, and goes off by password and code only', async () => {
    const anna = await person('off')
    const elsewhere = await enter(anna)
    const { secret } = await startSecondFactor(from(), anna.sessionId, { password })
    const app = totpOf(anna.email, secret)
    const { codes } = await confirmSecondFactor(from(), anna.sessionId, { code: app.generate() })
    expect(await askAccess(elsewhere.sessionId, 'off')).toBeNull()
    const [code = ''] = codes
    const stop = (input: { password: string; code: string }) => stopSecondFactor(from(), anna.sessionId, input)
    await expect(stop({ password: 'not this one at all', code })).rejects.toMatchObject({ status: 400 })
    await expect(stop({ password, code: '000000' })).rejects.toMatchObject({ status: 400 })
    await stop({ password, code })
    await enter(anna)
    const [left] = await sql`select count(*)::int as n from recovery_codes where user_id = ${anna.userId}`
    expect(left?.n).toBe(0)
  })

  test('is kept sealed, for its person only; recovery codes are kept as hashes', async () => {
    const anna = await withFactor('sealed')
    const [row] = await sql`select sealed_secret from second_factors where user_id = ${anna.userId}`
    expect(openSecret(anna.userId, row?.sealed_secret)).toMatch(/^[A-Z2-7]{32}$/)
    expect(() => openSecret(crypto.randomUUID(), row?.sealed_secret)).toThrow()
    expect(sealSecret('a', 'same')).not.toBe(sealSecret('a', 'same'))
    const hashes = await sql`select code_hash from recovery_codes where user_id = ${anna.userId}`
    for (const { code_hash } of hashes) expect(code_hash).toMatch(/^[0-9a-f]{64}$/)
  })

  test('cannot be guessed from many places, and guessing does not lock a known device out', async () => {
    const anna = await withFactor('guessed')
    const answers: string[] = []
    for (let n = 0; n < 32; n++)
      answers.push(
        await enter(anna, '000000', from(`10.7.${n}.1`)).then(
          () => 'in',
          (error: { problem: { code: string } }) => error.problem.code,
        ),
      )
    expect(answers.filter((code) => code === 'WRONG_CODE').length).toBeLessThanOrEqual(30)
    expect(answers.at(-1)).toBe('TOO_MANY_REQUESTS')
    await enter(anna, anna.at(0), from('10.7.99.1', home))
    await enter(anna, anna.codes[0], from('10.7.98.1'))
  })
})

describe('an organization that asks everybody for one', () => {
  const contextOf = async ({ sessionId, slug }: Someone) => {
    const answer = await askAccess(sessionId, slug)
    if (!answer?.access) throw new Error('No access')
    return contextFrom(answer.access, 'session', { id: 'test', address: null })
  }
  const missing = { status: 403, problem: { code: 'SECOND_FACTOR_REQUIRED' } }

  test('cannot be switched on by somebody who has none', async () => {
    const ctx = await contextOf(await person('first'))
    await expect(requireSecondFactor(ctx, { secondFactorRequired: true })).rejects.toMatchObject({
      status: 409,
      problem: { code: 'SECOND_FACTOR_FIRST' },
    })
  })

  test('answers nothing to members without, by session, program or live channel, until they have set it up', async () => {
    const owner = await withFactor('strict')
    const colleague = await person('colleague')
    const ctx = await contextOf(owner)
    const { id } = ctx.organization
    await sql.begin(async (tx) => {
      await tx`set local session_replication_role = replica`
      await tx`insert into members (organization_id, id, user_id, name, email)
        values (${id}, ${crypto.randomUUID()}, ${colleague.userId}, 'Ben', ${colleague.email})`
    })
    const there = { ...colleague, slug: 'strict' }
    await contextOf(there)
    await requireSecondFactor(ctx, { secondFactorRequired: true })

    await contextOf(owner)
    await expect(contextOf(there)).rejects.toMatchObject(missing)
    expect((await askAccessById(colleague.sessionId, id))?.secondFactorMissing).toBe(true)
    const { accessToken } = await issueTokens(from(), { email: colleague.email, password })
    const call = client(accessToken)
    expect(await call('GET', '/organizations/strict')).toMatchObject({
      status: 403,
      body: { code: 'SECOND_FACTOR_REQUIRED' },
    })
    expect((await call('GET', '/organizations/colleague')).status).toBe(200)
    const [event] = await sql`select payload from outbox where type = 'organization.settings_changed'
      and organization_id = ${id}`
    expect(event?.payload).toEqual({ disconnect: [colleague.userId] })

    const { secret } = await startSecondFactor(from(), colleague.sessionId, { password })
    await confirmSecondFactor(from(), colleague.sessionId, { code: totpOf('', secret).generate() })
    await contextOf(there)
  })
})
