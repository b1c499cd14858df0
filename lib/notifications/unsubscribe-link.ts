import { env } from '@/lib/core/env'
import { sameSecret, secretFor } from '@/lib/core/secret'
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
