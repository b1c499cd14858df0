import { oneTimeSecrets } from '@/db/schema/accounts'
import { newSecret, voidSecrets } from '@/lib/accounts/secrets'
import { definePlatformCommand } from '@/lib/core/account-command'
import { conflict } from '@/lib/core/errors'
import { limit } from '@/lib/core/rate-limit'
import { findUser } from '../find'
import { userInput } from '../schema'

/** Sends the mail that confirms an address once more; former links stop working. @throws 401 · 403 · 404 · 409 `VERIFIED` · 429 */
export const resendVerification = definePlatformCommand({
  name: 'platform.resend_verification',
  input: userInput,
  async run({ tx, input: { user: id } }) {
    const { subject, emailVerifiedAt } = await findUser(tx, id)
    if (emailVerifiedAt) throw conflict('VERIFIED', 'This address is confirmed already.')
    await limit('mail', `verification:${id}`)
    await voidSecrets(tx, id, ['verify_email'])
    const secret = newSecret(id, 'verify_email')
    await tx.insert(oneTimeSecrets).values(secret)
    const payload = { secretId: secret.id }
    return { data: {}, events: [{ type: 'user.verification_resent', subject, after: {}, payload }] }
  },
})
