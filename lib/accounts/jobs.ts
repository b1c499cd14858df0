import { eq } from 'drizzle-orm'
import { createElement } from 'react'
import { oneTimeSecrets, sessions, users } from '@/db/schema/accounts'
import { env } from '@/lib/core/env'
import { secretFor } from '@/lib/core/secret'
import { inPlatform, type Tx } from '@/lib/core/transaction'
import { inngest } from '@/lib/integrations/inngest'
import { type AccountEventData, jobEventName } from '@/lib/jobs/events'
import { mails } from '@/lib/mail/messages'
import { NoticeMail } from '@/lib/mail/notice-mail'
import { mail } from '@/lib/mail/send'
import { deviceName } from './device-name'

type Words = Omit<(typeof mails)['verify'], 'lines'> & { lines: (name: string, about: string) => string[] }
type Kind = {
  words: Words
  path: (secretId: string) => string
  /** Goes to the address that the link is about, and not to the login's. */
  toLink?: boolean
}

const kinds: Record<string, Kind> = {
  'user.registered': { words: mails.verify, path: (id) => `/verify-email/${secretFor('verify_email', id)}` },
  'user.started': { words: mails.verify, path: (id) => `/verify-email/${secretFor('verify_email', id)}` },
  'user.registered_again': { words: mails.again, path: () => '/sign-in' },
  'user.reset_requested': { words: mails.reset, path: (id) => `/reset-password/${secretFor('reset_password', id)}` },
  'user.password_reset': { words: mails.changed, path: () => '/sign-in' },
  'user.password_changed': { words: mails.passwordChanged, path: () => '/forgot-password' },
  'user.email_change_requested': {
    words: mails.confirmEmail,
    path: (id) => `/confirm-email/${secretFor('change_email', id)}`,
    toLink: true,
  },
  'user.email_change_announced': {
    words: mails.emailChanging,
    path: (id) => `/keep-email/${secretFor('keep_email', id)}`,
    toLink: true,
  },
  'user.email_changed': {
    words: mails.emailChanged,
    path: (id) => `/keep-email/${secretFor('keep_email', id)}`,
    toLink: true,
  },
  'user.second_factor_on': { words: mails.factorOn, path: () => '/account/security' },
  'user.second_factor_off': { words: mails.factorOff, path: () => '/account/security' },
  'user.passkey_added': { words: mails.passkeyAdded, path: () => '/account/security' },
  'user.passkey_removed': { words: mails.passkeyRemoved, path: () => '/account/security' },
  'user.recovery_codes_renewed': { words: mails.codesRenewed, path: () => '/account/security' },
  'user.identity_linked': { words: mails.linked, path: () => '/account/security' },
  'user.made_owner': { words: mails.madeOwner, path: () => '/choose-organization' },
  'user.asked_as_owner': {
    words: mails.askedAsOwner,
    path: (id) => `/reset-password/${secretFor('reset_password', id)}`,
  },
  'user.verification_resent': { words: mails.verify, path: (id) => `/verify-email/${secretFor('verify_email', id)}` },
  'user.disabled': { words: mails.disabled, path: () => '/' },
  'user.appointed': { words: mails.appointed, path: () => '/platform' },
  'user.dismissed': { words: mails.dismissed, path: () => '/' },
  'user.admins_changed': { words: mails.adminsChanged, path: () => '/platform/admins' },
  'user.new_device': { words: mails.newDevice, path: () => '/account/sessions' },
}

/** Mails about a login: confirm the address, set a new password. The links are made here and stored nowhere. */
export const accountMails = inngest.createFunction(
  {
    id: 'account-mails',
    name: 'Mails about a login',
    retries: 10,
    triggers: Object.keys(kinds).map((type) => ({ event: jobEventName(type) })),
  },
  async ({ event, step }) => {
    const { eventId, type, subjectId, payload } = event.data as AccountEventData
    return step.run('mail', async () => {
      const kind = kinds[type]
      const facts = await inPlatform((tx) => factsOf(tx, subjectId, payload))
      if (!kind || !facts) return { sent: false }
      const { words, path } = kind
      const { user, address, device } = facts
      const sent = await mail({
        to: kind.toLink && address ? address : user.email,
        subject: words.subject,
        body: createElement(NoticeMail, {
          heading: words.subject,
          lines: words.lines(user.name, device ?? user.email),
          button: { label: words.button, href: new URL(path(String(payload.secretId ?? '')), env().LOBBY_URL).href },
          why: words.why,
        }),
        idempotencyKey: `${eventId}/${user.id}`,
      })
      return { sent }
    })
  },
)

/** Whom a mail is about, the address of its link and the device it speaks of. */
async function factsOf(tx: Tx, userId: string, { secretId, sessionId }: Record<string, unknown>) {
  const [user] = await tx.select().from(users).where(eq(users.id, userId))
  if (!user) return null
  const [secret] =
    typeof secretId === 'string' ? await tx.select().from(oneTimeSecrets).where(eq(oneTimeSecrets.id, secretId)) : []
  const [session] =
    typeof sessionId === 'string' ? await tx.select().from(sessions).where(eq(sessions.id, sessionId)) : []
  const device = session && `${deviceName(session.userAgent)}, ${session.address ?? '–'}`
  return { user, address: secret?.address, device }
}
