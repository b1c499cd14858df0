import { eq } from 'drizzle-orm'
import { oneTimeSecrets, users } from '@/db/schema/accounts'
import { type RequestInfo, recordAccount } from '@/lib/core/account-command'
import { AppError, invalidField } from '@/lib/core/errors'
import { hashPassword } from '@/lib/core/password'
import { secretFor } from '@/lib/core/secret'
import { askPerson, type Tx } from '@/lib/core/transaction'
import { acceptInvitation } from '@/lib/invitations/commands/accept-invitation'
import { newSecret } from '../secrets'
import { endTemporary } from '../temporary-password'

const refused = (code: string, message: string) => new AppError(401, { code, message })

/** Whoever comes with a temporary password must bring their own at once: there is no session before. @throws 401 · 400 at `newPassword` */
export function requireOwn(state: 'works' | 'over', password: string, newPassword: string | undefined): string {
  if (state === 'over')
    throw refused(
      'TEMPORARY_PASSWORD_OVER',
      'This temporary password is too old. Ask for a new one, or use “Forgot it?”.',
    )
  if (!newPassword) throw refused('NEW_PASSWORD_REQUIRED', 'This password is temporary. Choose one of your own.')
  if (newPassword === password)
    throw invalidField('newPassword', 'Choose another one than the temporary password.', 'same')
  return newPassword
}

/** Puts the own password in place of the temporary one, once, and asks by mail whether the address is theirs. @returns what it accepts */
export async function chooseOwn(tx: Tx, request: RequestInfo, user: typeof users.$inferSelect, newPassword: string) {
  const ended = await endTemporary(tx, user.id)
  if (!ended) throw refused('WRONG_CREDENTIALS', 'E-mail and password do not match. Check both and try again.')
  const passwordHash = await hashPassword(newPassword)
  await tx.update(users).set({ passwordHash }).where(eq(users.id, user.id))
  const about = { subject: { type: 'user' as const, id: user.id }, actor: { userId: user.id, name: user.name } }
  const secret = newSecret(user.id, 'verify_email')
  await tx.insert(oneTimeSecrets).values(secret)
  await recordAccount(tx, request, [{ ...about, type: 'user.started', payload: { secretId: secret.id } }])
  return ended.invitationId
}

/** Joins as the invitation says that the login was made for; where that is not possible any more, the person is signed in without. */
export async function acceptFirst(request: RequestInfo, sessionId: string, invitationId: string): Promise<void> {
  const person = await askPerson(sessionId)
  if (!person) return
  await acceptInvitation(request, person, { secret: secretFor('invitation', invitationId) }).catch((error: unknown) => {
    if (!(error instanceof AppError)) throw error
  })
}
