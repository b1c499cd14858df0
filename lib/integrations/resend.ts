import type { ReactElement } from 'react'
import { Resend } from 'resend'
import { env } from '@/lib/core/env'

let client: Resend | undefined

export type Mail = {
  to: string
  subject: string
  body: ReactElement
  idempotencyKey: string
  /** Headers of the mail itself, such as List-Unsubscribe. */
  headers?: Record<string, string>
  /** Whose mail it is: what can be looked for when all that is left of an organization has to go. */
  organizationId?: string
}

/**
 * Sends one mail, as HTML and as plain text. The key makes sending it twice the same as once.
 * @throws when the service does not accept it, so that the job tries again
 */
export async function sendMail({ to, subject, body, idempotencyKey, headers, organizationId }: Mail): Promise<string> {
  client ??= new Resend(env().RESEND_API_KEY)
  const { render, toPlainText } = await import('react-email')
  const html = await render(body)
  const { data, error } = await client.emails.send(
    {
      from: env().MAIL_FROM,
      to,
      subject,
      html,
      text: toPlainText(html),
      ...(headers && { headers }),
      ...(organizationId && { tags: [{ name: 'organization', value: organizationId }] }),
    },
    { idempotencyKey },
  )
  if (error) throw new Error(`mail was not accepted: ${error.name}: ${error.message}`)
  return data.id
}

export type DeliveryReport = { type: string; to: string[] }

/** A delivery report, checked by its signature; null when it does not fit or no secret is set. */
export function readMailWebhook(payload: string, headers: Headers): DeliveryReport | null {
  const webhookSecret = env().RESEND_WEBHOOK_SECRET
  if (!webhookSecret) return null
  client ??= new Resend(env().RESEND_API_KEY)
  try {
    const event = client.webhooks.verify({
      payload,
      headers: {
        id: headers.get('svix-id') ?? '',
        timestamp: headers.get('svix-timestamp') ?? '',
        signature: headers.get('svix-signature') ?? '',
      },
      webhookSecret,
    }) as { type: string; data?: { to?: string[] } }
    return { type: event.type, to: event.data?.to ?? [] }
  } catch {
    return null
  }
}
