import { type Answer, answerUnsubscribe } from '@/lib/notifications/unsubscribing'

type Call = { params: Promise<{ secret: string }> }

const page = ({ status, html }: Answer) =>
  new Response(html, {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'content-security-policy':
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    },
  })

/** Asks whether to stop: programs that follow every link of a mail must not stop anything. */
export const GET = async (_request: Request, { params }: Call) =>
  page(await answerUnsubscribe((await params).secret, 'ask'))

/** Stops mails of one kind; the button of the page above and mail programs (RFC 8058) send this, without a sign-in. */
export const POST = async (_request: Request, { params }: Call) =>
  page(await answerUnsubscribe((await params).secret, 'stop'))
