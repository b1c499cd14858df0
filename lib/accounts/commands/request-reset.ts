import { and, eq, isNull } from 'drizzle-orm'
import { oneTimeSecrets, users } from '@/db/schema/accounts'
import { defineAccountCommand } from '@/lib/core/account-command'
import { limit } from '@/lib/core/rate-limit'
import { requestResetInput } from '../schema'
import { newSecret } from '../secrets'

/** Sends a link to set a new password; says the same whether or not the address is known. */
export const requestReset = defineAccountCommand({
  name: 'accounts.request_reset',
  input: requestResetInput,
  async run({ tx, request, input }) {
    await limit('mail', `${request.address}:${input.email}`)
    const [user] = await tx
      .select({ id: users.id })
      .from(users)
      .where(and(eq(users.email, input.email), isNull(users.disabledAt)))
    const data = { email: input.email }
    if (!user) return { data, events: [] }

    const secret = newSecret(user.id, 'reset_password')
    await tx.insert(oneTimeSecrets).values(secret)
    const actor = { userId: null, name: 'Somebody' }
    return {
      data,
      events: [
        {
          type: 'user.reset_requested',
          subject: { type: 'user' as const, id: user.id },
          actor,
          payload: { secretId: secret.id },
        },
      ],
    }
  },
})
