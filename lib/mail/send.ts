import { type Mail, sendMail } from '@/lib/integrations/resend'
import { isSuppressed } from './delivery'

/** Sends one mail, unless its address bounced or complained before. @returns whether it was sent */
export async function mail(message: Mail): Promise<boolean> {
  if (await isSuppressed(message.to)) return false
  await sendMail(message)
  return true
}
