import { eq } from 'drizzle-orm'
import { oneTimeSecrets, users } from '@/db/schema/accounts'
import { defineLoginCommand } from '@/lib/core/account-command'
import { invalidField } from '@/lib/core/errors'
import { limit } from '@/lib/core/rate-limit'
import { requireOwnPassword } from '../own-password'
import { requestEmailChangeInput } from '../schema'
import { newSecret, voidSecrets } from '../secrets'

/**
 * Sends a link to the new address and tells the old one, with a way to object. Nothing changes before the link is used.
 * An address that somebody has already gets the same answer.
 */
export const requestEmailChange = defineLoginCommand({
  name: 'accounts.request_email_change',
  input: requestEmailChangeInput,
  async run({ tx, login, input: { email, password } }) {
    const { user } = login
    if (email === user.email) throw invalidField('email', 'This is your address already.', 'same')
    await requireOwnPassword(login, password)
    await limit('mail', `change:${user.id}`)
    const data = { email }
    const [taken] = await tx.select({ id: users.id }).from(users).where(eq(users.email, email))
    if (taken) return { data, events: [] }

    await voidSecrets(tx, user.id, ['change_email'])
    const [change, keep] = [newSecret(user.id, 'change_email', email), newSecret(user.id, 'keep_email', user.email)]
    await tx.insert(oneTimeSecrets).values([change, keep])
    const about = { subject: { type: 'user' as const, id: user.id }, actor: { userId: user.id, name: user.name } }
    return {
      data,
      events: [
        { ...about, type: 'user.email_change_requested', payload: { secretId: change.id } },
        { ...about, type: 'user.email_change_announced', payload: { secretId: keep.id } },
      ],
    }
  },
})
