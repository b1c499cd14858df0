import { eq } from 'drizzle-orm'
import { users } from '@/db/schema/accounts'
import { defineLoginCommand, endSessions } from '@/lib/core/account-command'
import { invalidField } from '@/lib/core/errors'
import { hashPassword } from '@/lib/core/password'
import { requireOwnPassword } from '../own-password'
import { changePasswordInput } from '../schema'
import { voidSecrets } from '../secrets'

/** Sets a new password for whoever knows the old one. Every other session ends; a mail says so. */
export const changePassword = defineLoginCommand({
  name: 'accounts.change_password',
  input: changePasswordInput,
  async run({ tx, login, input }) {
    const { user, sessionId } = login
    await requireOwnPassword(login, input.password)
    if (input.newPassword === input.password)
      throw invalidField('newPassword', 'This is the password that you have. Choose another one.', 'same')
    const passwordHash = await hashPassword(input.newPassword)
    await tx.update(users).set({ passwordHash }).where(eq(users.id, user.id))
    await endSessions(tx, user.id, sessionId)
    await voidSecrets(tx, user.id, ['reset_password'])
    const actor = { userId: user.id, name: user.name }
    return {
      data: {},
      events: [
        {
          type: 'user.password_changed',
          subject: { type: 'user' as const, id: user.id },
          actor,
          payload: { disconnect: [user.id] },
        },
      ],
    }
  },
})
