import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test'
import { ensureBrowser } from '../scripts/ensure-browser.mjs'
import type { Visitor } from './visitor'

export type Transfer = { url: string; type: string; bytes: number }

/** Who opens a window; a stranger has no cookies. */
export type Reader = Pick<Visitor, 'url' | 'cookieList'>

/** A window of somebody, and everything that travels for it. */
export class Window {
  readonly transfers: Transfer[] = []

  private constructor(
    readonly page: Page,
    private readonly context: BrowserContext,
  ) {}

  static launch = async (): Promise<Browser> => chromium.launch({ executablePath: await ensureBrowser() })

  static async open(browser: Browser, visitor: Reader): Promise<Window> {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' })
    await context.addCookies(visitor.cookieList)
    const page = await context.newPage()
    const window = new Window(page, context)
    const session = await context.newCDPSession(page)
    await session.send('Network.enable')
    const asked = new Map<string, { url: string; type: string; cached: boolean; headers: number }>()
    session.on('Network.requestWillBeSent', ({ requestId, request, type }) =>
      asked.set(requestId, { url: request.url, type: type ?? 'Other', cached: false, headers: 0 }),
    )
    session.on('Network.requestServedFromCache', ({ requestId }) => {
      const one = asked.get(requestId)
      if (one) one.cached = true
    })
    session.on('Network.responseReceived', ({ requestId, response }) => {
      const one = asked.get(requestId)
      if (one && (response.fromDiskCache || response.fromPrefetchCache)) one.cached = true
      if (one) one.headers = response.encodedDataLength
    })
    session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      const one = asked.get(requestId)
      if (!one || one.cached || !one.url.startsWith(visitor.url)) return
      const bytes = encodedDataLength - one.headers
      window.transfers.push({ url: one.url.slice(visitor.url.length), type: one.type, bytes })
    })
    return window
  }

  /** Goes to a page and waits until it is live and nothing travels any more. */
  async visit(url: string): Promise<Transfer[]> {
    this.transfers.length = 0
    await this.page.goto(url, { waitUntil: 'load' })
    await this.page.waitForLoadState('networkidle')
    return [...this.transfers]
  }

  close = () => this.context.close()
}

const isStatic = (transfer: Transfer) =>
  transfer.url.startsWith('/_next/static/') || /\.(svg|ico|png)/.test(transfer.url)
export const dynamicOf = (transfers: Transfer[]) => transfers.filter((one) => !isStatic(one))
export const kilobytes = (transfers: Transfer[]) => transfers.reduce((sum, one) => sum + one.bytes, 0) / 1024
export const scriptsOf = (transfers: Transfer[]) => transfers.filter((one) => /\.js(\?|$)/.test(one.url))
export const stylesOf = (transfers: Transfer[]) => transfers.filter((one) => /\.css(\?|$)/.test(one.url))
