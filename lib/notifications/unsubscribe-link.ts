import { env } from '@/lib/core/env'
import { sameSecret, secretFor } from '@/lib/core/secret'
import { addressHash } from '@/lib/mail/delivery'
import { kindOf, type NoticeKind } from './kinds'

export type Unsubscribing = { organizationId: string; memberId: string; kind: NoticeKind }

const packed = (id: string) => Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url')
function unpacked(text: string): string {
  const hex = Buffer.from(text, 'base64url').toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** Names whose mails of which kind may be stopped, signed. It never expires: a mail may be read years later. */
export function unsubscribeSecret({ organizationId, memberId, kind }: Unsubscribing): string {
  const named = [packed(organizationId), packed(memberId), kind].join('.')
  return `${named}.${secretFor('unsubscribe', named)}`
}

/** What a secret names; null when it was not made here. */
export function readUnsubscribeSecret(secret: string): Unsubscribing | null {
  const [organization = '', member = '', kind = '', signature = ''] = secret.split('.')
  if (!sameSecret(signature, secretFor('unsubscribe', [organization, member, kind].join('.')))) return null
  if (!kindOf(kind)) return null
  return { organizationId: unpacked(organization), memberId: unpacked(member), kind: kind as NoticeKind }
}

export const unsubscribeLink = (about: Unsubscribing): string =>
  new URL(`/api/unsubscribe/${unsubscribeSecret(about)}`, env().LOBBY_URL).href

/** RFC 8058: a mail program may stop these mails by itself, without a sign-in. */
export const stopHeaders = (link: string) => ({
  'List-Unsubscribe': `<${link}>`,
  'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
})

const invitations = 'invitations'

/** Stops invitations to an address. The link names it by its keyed hash: whoever finds it learns no address. */
export function invitationStopLink(address: string): string {
  const named = `${invitations}.${addressHash(address)}`
  return new URL(`/api/unsubscribe/${named}.${secretFor('unsubscribe', named)}`, env().LOBBY_URL).href
}

/** The address hash that such a link names; null when it was not made here. */
export function readInvitationStop(secret: string): string | null {
  const [what, hash = '', signature = ''] = secret.split('.')
  if (what !== invitations || !hash) return null
  return sameSecret(signature, secretFor('unsubscribe', `${invitations}.${hash}`)) ? hash : null
}
