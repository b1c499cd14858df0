import { and, eq, isNull } from 'drizzle-orm'
import { users } from '@/db/schema/accounts'
import { requireOwnPassword } from '@/lib/accounts/own-password'
import { definePlatformCommand, type PlatformEvent } from '@/lib/core/account-command'
import { conflict } from '@/lib/core/errors'
import type { Tx } from '@/lib/core/transaction'
import { findUser } from '../find'
import { adminInput } from '../schema'

/** Everybody who runs the platform now; their rows stay locked, so that two changes of this circle follow each other. */
const activeAdmins = (tx: Tx) =>
  tx
    .select({ id: users.id, email: users.email })
    .from(users)
    .where(and(eq(users.platformAdmin, true), isNull(users.disabledAt)))
    .orderBy(users.id)
    .for('update')

/** The others are told by mail: nobody joins or leaves the circle unnoticed. */
const told = (admins: { id: string; email: string }[], changed: string): PlatformEvent[] =>
  admins
    .filter(({ id }) => id !== changed)
    .map(({ id, email }) => ({ type: 'user.admins_changed', subject: { type: 'user', id, name: email }, after: {} }))

/** Lets somebody run the platform. @throws 400 at `password` · 401 · 403 · 404 · 409 `DISABLED` · `EMAIL_UNVERIFIED` · 429 */
export const appointAdmin = definePlatformCommand({
  name: 'platform.appoint_admin',
  input: adminInput,
  async run({ tx, admin, input: { user: id, reason, password } }) {
    await requireOwnPassword(admin, password)
    const admins = await activeAdmins(tx)
    const { subject, ...user } = await findUser(tx, id)
    if (user.disabledAt) throw conflict('DISABLED', 'This login is disabled. Enable it first.')
    if (!user.emailVerifiedAt) throw conflict('EMAIL_UNVERIFIED', 'This person has not confirmed their address yet.')
    if (user.platformAdmin) return { data: {}, events: [] }
    await tx.update(users).set({ platformAdmin: true }).where(eq(users.id, id))
    const [before, after] = [{ platformAdmin: false }, { platformAdmin: true }]
    const event = { type: 'user.appointed', subject, before, after, reason }
    return { data: {}, events: [event, ...told(admins, id)] }
  },
})

/** Takes the platform away from somebody; there is always one left. @throws 400 at `password` · 401 · 403 · 404 · 409 `LAST_ADMIN` · 429 */
export const dismissAdmin = definePlatformCommand({
  name: 'platform.dismiss_admin',
  input: adminInput,
  async run({ tx, admin, input: { user: id, reason, password } }) {
    await requireOwnPassword(admin, password)
    const admins = await activeAdmins(tx)
    const { subject, platformAdmin } = await findUser(tx, id)
    if (!platformAdmin) return { data: {}, events: [] }
    if (!admins.some((other) => other.id !== id))
      throw conflict('LAST_ADMIN', 'Somebody must run the platform. Appoint another platform admin first.')
    await tx.update(users).set({ platformAdmin: false }).where(eq(users.id, id))
    const [before, after] = [{ platformAdmin: true }, { platformAdmin: false }]
    const event = { type: 'user.dismissed', subject, before, after, reason, payload: { disconnect: [id] } }
    return { data: {}, events: [event, ...told(admins, id)] }
  },
})
