import { setTimeout as pause } from 'node:timers/promises'
import type { Browser } from '@playwright/test'
import { Window } from './browser'
import type { Visitor } from './visitor'

const middle = (values: number[], share: number) =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? Number.NaN

/**
 * From the sending of a comment until another person's browser has the live event, and until it shows the text.
 * Milliseconds on the clock of this machine, with everything on it that runs beside.
 */
export async function commentToScreen(
  browser: Browser,
  reader: Visitor,
  page: string,
  comment: (body: string) => Promise<unknown>,
  times = 40,
): Promise<{ event50: number; screen50: number; screen95: number }> {
  const window = await Window.open(browser, reader)
  let heard: (() => void) | null = null
  window.page.on('websocket', (socket) =>
    socket.on('framereceived', ({ payload }) => {
      if (String(payload).includes('comment.created')) heard?.()
    }),
  )
  await window.visit(reader.url + page)
  const events: number[] = []
  const screens: number[] = []
  for (let at = 0; at < times + 3; at++) {
    const text = `Measured ${at} ${Date.now()}`
    const arrived = new Promise<number>((resolve) => {
      heard = () => resolve(Date.now())
    })
    const shown = window.page.evaluate(
      (wanted) =>
        new Promise<number>((resolve) => {
          new MutationObserver(() => {
            if (document.body.innerText.includes(wanted)) resolve(Date.now())
          }).observe(document.body, { childList: true, subtree: true, characterData: true })
        }),
      text,
    )
    await pause(50)
    const sent = Date.now()
    await comment(text)
    const [event, screen] = [(await arrived) - sent, (await shown) - sent]
    // The first ones pay for what is loaded once.
    if (at >= 3) {
      events.push(event)
      screens.push(screen)
    }
    await pause(100)
  }
  await window.close()
  return { event50: middle(events, 0.5), screen50: middle(screens, 0.5), screen95: middle(screens, 0.95) }
}
