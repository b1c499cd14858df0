import { env, isEmbedded } from '@/lib/core/env'

export type MailSummary = { id: string; from: string; to: string[]; subject: string; status: string; createdAt: string }
export type MailDetail = MailSummary & {
  html: string | null
  text: string | null
  webhooks: { type: string; deliveredAt: string | null }[]
}

async function ask<T>(path: string, method = 'GET'): Promise<T | null> {
  const { RESEND_BASE_URL, RESEND_API_KEY } = env()
  if (!RESEND_BASE_URL || !isEmbedded('mailbox')) return null
  const response = await fetch(new URL(path, RESEND_BASE_URL), {
    method,
    headers: { authorization: `Bearer ${RESEND_API_KEY}` },
    signal: AbortSignal.timeout(5_000),
    cache: 'no-store',
  }).catch(() => null)
  return response?.ok ? ((await response.json()) as T) : null
}

/** The mails that the stand-in has taken, newest first; null when mails go to the real service. */
export const listMails = (filter: { to?: string; cursor?: string }) =>
  ask<{ items: MailSummary[]; nextCursor: string | null }>(
    `/mailbox?${new URLSearchParams({ limit: '50', ...filter })}`,
  )
export const readMail = (id: string) => ask<MailDetail>(`/mailbox/${encodeURIComponent(id)}`)

/** Lets the stand-in forget the mails of an organization; the real service forgets by its own retention. */
export async function forgetMailsOf(organizationId: string): Promise<void> {
  if (!isEmbedded('mailbox')) return
  if (!(await ask(`/mailbox?organization=${organizationId}`, 'DELETE'))) throw new Error('The mailbox does not answer')
}
