import { definePlatformCommand, endSessions } from '@/lib/core/account-command'
import { findUser } from '../find'
import { userReasonInput } from '../schema'

/** Signs a person out everywhere; their sockets close. @throws 401 · 403 · 404 */
export const endUserSessions = definePlatformCommand({
  name: 'platform.end_user_sessions',
  input: userReasonInput,
  async run({ tx, input: { user: id, reason } }) {
    const { subject } = await findUser(tx, id)
    await endSessions(tx, id)
    const payload = { disconnect: [id] }
    return { data: {}, events: [{ type: 'user.sessions_ended', subject, after: {}, reason, payload }] }
  },
})
