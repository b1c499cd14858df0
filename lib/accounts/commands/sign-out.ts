import { and, eq, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { sessions } from '@/db/schema/accounts'
import { defineAccountCommand } from '@/lib/core/account-command'
import { idInput } from '@/lib/core/text'

/** Ends one session; its cookie and tokens stop working on their next request. */
export const signOut = defineAccountCommand({
  name: 'accounts.sign_out',
  input: z.strictObject({ sessionId: idInput }),
  async run({ tx, input }) {
    const [ended] = await tx
      .update(sessions)
      .set({ revokedAt: sql`now()` })
      .where(and(eq(sessions.id, input.sessionId), isNull(sessions.revokedAt)))
      .returning({ userId: sessions.userId })
    if (!ended) return { data: {}, events: [] }
    return {
      data: {},
      events: [
        {
          type: 'session.closed',
          subject: { type: 'session' as const, id: input.sessionId },
          actor: { userId: ended.userId, name: '' },
          payload: { userId: ended.userId, disconnect: [ended.userId] },
        },
      ],
    }
  },
})
