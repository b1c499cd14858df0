import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '@/db/testing'
import { secretFor } from '@/lib/core/secret'
import { askAccess, closePool } from '@/lib/core/transaction'
import { register } from './commands/register'
import { requestReset } from './commands/request-reset'
import { resetPassword } from './commands/reset-password'
import { signIn } from './commands/sign-in'
import { signOut } from './commands/sign-out'
import { issueTokens, refreshToken, sessionOfToken } from './commands/tokens'
import { verifyEmail } from './commands/verify-email'

const request = { id: 'test', address: '127.0.0.1', userAgent: 'vitest' }
const password = 'correct horse battery staple'
const anna = (slug: string, email = `anna@${slug}.test`) => ({
  name: 'Anna',
  email,
  password,
  organization: { name: `Org ${slug}`, slug },
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

describe('registering', () => {
  test('writes person, organization, owner, eight roles, trail and outbox together', async () => {
    await register(request, anna('one'))
    const [row] = await sql`
      select o.plan, o.trial_ends_at > now() as on_trial, m.is_owner,
        (select count(*)::int from roles r where r.organization_id = o.id) as roles,
        (select count(*)::int from audit_log a where a.organization_id = o.id) as audit,
        (select count(*)::int from outbox x where x.organization_id = o.id) as outbox
      from organizations o join members m on m.organization_id = o.id and m.id = o.owner_member_id where slug = 'one'`
    expect(row).toEqual({ plan: 'trial', on_trial: true, is_owner: true, roles: 8, audit: 1, outbox: 1 })
  })

  test('says at the field that an address is taken and writes nothing', async () => {
    await register(request, anna('two'))
    await expect(register(request, { ...anna('two', 'other@two.test') })).rejects.toMatchObject({
      status: 409,
      problem: { code: 'TAKEN', errors: [{ path: 'organization.slug' }] },
    })
    expect(await sql`select 1 from users where email = 'other@two.test'`).toHaveLength(0)
  })

  test('gives a known e-mail the same answer and writes no second organization', async () => {
    await register(request, anna('three'))
    const again = await register(request, { ...anna('three-b', 'anna@three.test') })
    expect(again).toEqual({ email: 'anna@three.test' })
    expect(await sql`select 1 from organizations where slug = 'three-b'`).toHaveLength(0)
    expect(await sql`select 1 from platform_outbox where type = 'user.registered_again'`).toHaveLength(1)
  })

  test('refuses reserved words, short passwords and unknown fields, each at its field', async () => {
    const wrong = { ...anna('four'), password: 'short', organization: { name: 'X', slug: 'api' }, role: 'admin' }
    await expect(register(request, wrong)).rejects.toMatchObject({
      status: 400,
      problem: {
        errors: expect.arrayContaining([
          expect.objectContaining({ path: 'password' }),
          expect.objectContaining({ path: 'organization.slug' }),
          expect.objectContaining({ path: 'role', code: 'unknown_field' }),
        ]),
      },
    })
  })
})

describe('signing in', () => {
  test('opens a session whose access is read from the database, until it is signed out', async () => {
    await register(request, anna('five'))
    const { sessionId } = await signIn(request, { email: 'anna@five.test', password }, 'browser')
    expect(await askAccess(sessionId, 'five')).toMatchObject({
      person: { email: 'anna@five.test' },
      access: { organization: { slug: 'five' }, member: { owner: true } },
    })
    expect((await askAccess(sessionId, 'one'))?.access).toBeNull()
    await signOut(request, { sessionId })
    expect(await askAccess(sessionId, 'five')).toBeNull()
  })

  test('answers a wrong password and an unknown e-mail alike', async () => {
    const answers = await Promise.all(
      ['anna@one.test', 'nobody@one.test'].map((email) =>
        signIn(request, { email, password: 'not this one at all' }, 'browser').catch((error: unknown) => error),
      ),
    )
    expect(answers[0]).toMatchObject({ status: 401, problem: { code: 'WRONG_CREDENTIALS' } })
    expect(answers[1]).toEqual(answers[0])
  })
})

describe('links by mail', () => {
  const secretOf = async (purpose: 'verify_email' | 'reset_password', email: string) => {
    const [row] = await sql`select s.id from one_time_secrets s join users u on u.id = s.user_id
      where u.email = ${email} and s.purpose = ${purpose} order by s.id desc limit 1`
    return secretFor(purpose, row?.id)
  }

  test('verify an address once', async () => {
    await register(request, anna('six'))
    const secret = await secretOf('verify_email', 'anna@six.test')
    expect(await verifyEmail(request, { secret })).toEqual({ email: 'anna@six.test' })
    await expect(verifyEmail(request, { secret })).rejects.toMatchObject({ status: 400 })
  })

  test('set a new password and end every session', async () => {
    await register(request, anna('seven'))
    const { sessionId } = await signIn(request, { email: 'anna@seven.test', password }, 'browser')
    await requestReset(request, { email: 'anna@seven.test' })
    await resetPassword(request, {
      secret: await secretOf('reset_password', 'anna@seven.test'),
      password: 'another fine password',
    })
    expect(await askAccess(sessionId, 'seven')).toBeNull()
    await expect(signIn(request, { email: 'anna@seven.test', password }, 'browser')).rejects.toMatchObject({
      status: 401,
    })
  })

  test('are not sent to strangers, who cannot tell', async () => {
    expect(await requestReset(request, { email: 'stranger@x.test' })).toEqual({ email: 'stranger@x.test' })
  })
})

describe('tokens for programs', () => {
  test('rotate, and a used one that comes again ends the family', async () => {
    await register(request, anna('eight'))
    const first = await issueTokens(request, { email: 'anna@eight.test', password })
    const second = await refreshToken(request, { refreshToken: first.refreshToken })
    const session = await sessionOfToken(second.accessToken)
    expect((await askAccess(session ?? '', 'eight'))?.access).not.toBeNull()

    await expect(refreshToken(request, { refreshToken: first.refreshToken })).rejects.toMatchObject({ status: 401 })
    await expect(refreshToken(request, { refreshToken: second.refreshToken })).rejects.toMatchObject({ status: 401 })
    expect(await askAccess(session ?? '', 'eight')).toBeNull()
  })

  test('do not accept a forged access token', async () => {
    expect(await sessionOfToken('eyJhbGciOiJub25lIn0.eyJzaWQiOiJ4In0.')).toBeNull()
  })
})
