import { and, eq, isNull, sql } from 'drizzle-orm'
import { users } from '@/db/schema/accounts'
import { definePlatformCommand, endSessions } from '@/lib/core/account-command'
import { conflict } from '@/lib/core/errors'
import { findUser } from '../find'
import { userReasonInput } from '../schema'

/**
 * Shuts a login: its sessions, tokens and sockets end at once, in every organization. Whoever does so stays, so that there
 * is always somebody left. @throws 401 · 403 · 404 · 409 `OWN_SELF`
 */
export const disableUser = definePlatformCommand({
  name: 'platform.disable_user',
  input: userReasonInput,
  async run({ tx, admin, input: { user: id, reason } }) {
    if (id === admin.user.id) throw conflict('OWN_SELF', 'You cannot disable yourself.')
    const user = await findUser(tx, id)
    const [done] = await tx
      .update(users)
      .set({ disabledAt: sql`now()` })
      .where(and(eq(users.id, id), isNull(users.disabledAt)))
      .returning({ id: users.id })
    if (!done) return { data: {}, events: [] }
    await endSessions(tx, id)
    const [before, after] = [{ status: 'active' }, { status: 'disabled' }]
    const payload = { disconnect: [id] }
    return { data: {}, events: [{ type: 'user.disabled', subject: user.subject, before, after, reason, payload }] }
  },
})

/** Opens a login again; its person signs in anew. @throws 401 · 403 · 404 */
export const enableUser = definePlatformCommand({
  name: 'platform.enable_user',
  input: userReasonInput,
  async run({ tx, input: { user: id, reason } }) {
    const user = await findUser(tx, id)
    if (!user.disabledAt) return { data: {}, events: [] }
    await tx.update(users).set({ disabledAt: null }).where(eq(users.id, id))
    const [before, after] = [{ status: 'disabled' }, { status: 'active' }]
    return { data: {}, events: [{ type: 'user.enabled', subject: user.subject, before, after, reason, quiet: true }] }
  },
})
