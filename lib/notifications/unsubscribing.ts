import { newId } from '@/lib/core/command'
import { env } from '@/lib/core/env'
import { AppError } from '@/lib/core/errors'
import { systemContext } from '@/lib/core/system'
import { stopInvitations } from '@/lib/mail/delivery'
import { unsubscribe } from './commands/unsubscribe'
import { unsubscribePage as words } from './messages'
import { readInvitationStop, readUnsubscribeSecret, type Unsubscribing } from './unsubscribe-link'

export type Answer = { status: number; html: string }

const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)

const style = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; color: light-dark(#18181c, #ededf2); background: light-dark(#fafafb, #0e0e11) }
body { margin: 0; padding: 10vh 16px }
main { max-width: 26rem; margin: 0 auto; padding: 24px; border: 1px solid light-dark(#e7e7eb, #29292f); border-radius: 8px; background: light-dark(#fff, #1c1c21) }
h1 { font-size: 1.25rem; line-height: 1.4; margin: 0 0 8px }
p { margin: 0 0 16px; color: light-dark(#51515b, #adadb8) }
button { min-height: 44px; padding: 0 18px; border: 0; border-radius: 6px; background: light-dark(#4a4fd6, #5a5ee6); color: #fff; font: inherit; font-weight: 600; cursor: pointer }
a { color: light-dark(#4146c8, #abaeff) }
:focus-visible { outline: 2px solid light-dark(#4146c8, #abaeff); outline-offset: 2px }`

const page = (status: number, title: string, text: string, more: string): Answer => ({
  status,
  html: `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><title>${escaped(title)} · Lobby</title><style>${style}</style></head>
<body><main><h1>${escaped(title)}</h1><p>${escaped(text)}</p>${more}</main></body></html>`,
})

/** The way to the settings; null when the organization is gone, and with it its mails. */
async function stop({ organizationId, memberId, kind }: Unsubscribing): Promise<string | null> {
  try {
    const ctx = await systemContext(organizationId, newId())
    await unsubscribe(ctx, { memberId, kind })
    return new URL(`/${ctx.organization.slug}/notifications/settings`, env().LOBBY_URL).href
  } catch (error) {
    if (error instanceof AppError && error.status === 404) return null
    throw error
  }
}

const stopForm = `<form method="post"><button>${escaped(words.stop)}</button></form>`

/** The page behind the link at the foot of a mail: asks first, then stops mails of that kind. It needs no sign-in. */
export async function answerUnsubscribe(secret: string, what: 'ask' | 'stop'): Promise<Answer> {
  const invited = readInvitationStop(secret)
  if (invited) {
    if (what === 'ask') return page(200, words.invitations.ask, words.invitations.text, stopForm)
    await stopInvitations(invited)
    return page(200, words.done, words.invitations.doneText, '')
  }
  const about = readUnsubscribeSecret(secret)
  if (!about) return page(404, words.wrong, words.wrongText, '')
  if (what === 'ask') return page(200, words.ask(about.kind), words.text(about.kind), stopForm)
  const settings = await stop(about)
  const link = settings ? `<a href="${escaped(settings)}">${escaped(words.settings)}</a>` : ''
  return page(200, words.done, words.doneText(about.kind), link)
}
