import type { ReactElement } from 'react'
import { Resend } from 'resend'
import { env } from '@/lib/core/env'

let client: Resend | undefined

export type Mail = { to: string; subject: string; body: ReactElement; idempotencyKey: string }

/**
 * Sends one mail, as HTML and as plain text. The key makes sending it twice the same as once.
 * @throws when the service does not accept it, so that the job tries again
 */
export async function sendMail({ to, subject, body, idempotencyKey }: Mail): Promise<string> {
  client ??= new Resend(env().RESEND_API_KEY)
  const { render, toPlainText } = await import('react-email')
  const html = await render(body)
  const { data, error } = await client.emails.send(
    { from: env().MAIL_FROM, to, subject, html, text: toPlainText(html) },
    { idempotencyKey },
  )
  if (error) throw new Error(`mail was not accepted: ${error.name}: ${error.message}`)
  return data.id
}
