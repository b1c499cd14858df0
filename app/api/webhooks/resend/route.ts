import { noteDelivery } from '@/lib/mail/delivery'

/** What became of a mail: signed by Resend, told to the platform's trail; a bounce or complaint stops further mails. */
export async function POST(request: Request) {
  const accepted = await noteDelivery(await request.text(), request.headers)
  return new Response(null, { status: accepted ? 204 : 401 })
}
