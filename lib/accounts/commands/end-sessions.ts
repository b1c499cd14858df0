import { and, eq, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { sessions } from '@/db/schema/accounts'
import { defineLoginCommand, endSessions } from '@/lib/core/account-command'
import { notFound } from '@/lib/core/errors'
import { endSessionInput } from '../schema'

/** Ends one of one's own sessions. @throws 404 for anybody else's */
export const endSession = defineLoginCommand({
  name: 'accounts.end_session',
  input: endSessionInput,
  async run({ tx, login: { user }, input }) {
    const [ended] = await tx
      .update(sessions)
      .set({ revokedAt: sql`now()` })
      .where(and(eq(sessions.id, input.session), eq(sessions.userId, user.id), isNull(sessions.revokedAt)))
      .returning({ id: sessions.id })
    if (!ended) throw notFound()
    const subject = { type: 'session' as const, id: ended.id }
    const payload = { userId: user.id, disconnect: [user.id] }
    return {
      data: {},
      events: [{ type: 'session.closed', subject, actor: { userId: user.id, name: user.name }, payload }],
    }
  },
})

/** Ends every session but the one that asks. */
export const endOtherSessions = defineLoginCommand({
  name: 'accounts.end_other_sessions',
  input: z.strictObject({}),
  async run({ tx, login: { user, sessionId } }) {
    await endSessions(tx, user.id, sessionId)
    const subject = { type: 'user' as const, id: user.id }
    const payload = { disconnect: [user.id] }
    return {
      data: {},
      events: [{ type: 'user.sessions_closed', subject, actor: { userId: user.id, name: user.name }, payload }],
    }
  },
})
