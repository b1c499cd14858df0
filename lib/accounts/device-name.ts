import Bowser from 'bowser'
import { devices as words } from './messages'

/** What a session's user agent is called: `Firefox on Windows`, or the first word of a program's. */
export function deviceName(userAgent: string | null | undefined): string {
  if (!userAgent) return words.unknown
  const { browser, os } = Bowser.parse(userAgent)
  if (browser.name && os.name) return words.on(browser.name, os.name)
  const program = /^[\w.-]+(?=\/|$)/.exec(userAgent)?.[0]
  return browser.name || (program ? words.program(program) : words.unknown)
}
