import { type Browser, expect, type Locator, type Page } from '@playwright/test'
import { ready, session } from '../people'

type Role = Parameters<Page['getByRole']>[0]
type Name = string | RegExp
type Where = { within?: Locator; back?: boolean; presses?: number }

/** Hands without a mouse: everything here is a key, and what has the focus must be seen to have it. */
export class Keys {
  constructor(readonly page: Page) {
    // Asked for once and early: a file dialog that nobody waits for yet would be the real one.
    page.on('filechooser', () => {})
  }

  /** Somebody of the demo at a page, signed in already. */
  static async of(browser: Browser, email: string, path = '/acme'): Promise<Keys> {
    const page = await (await session(browser, email)).newPage()
    const keys = new Keys(page)
    await keys.open(path)
    return keys
  }

  /** What somebody types into the address bar. */
  async open(path: string): Promise<void> {
    await this.page.goto(path)
    await ready(this.page)
  }

  async press(...strokes: string[]): Promise<void> {
    for (const stroke of strokes) await this.page.keyboard.press(stroke)
  }

  /** Goes to a room by its shortcut; a page that does not listen yet is asked again, as a person would. */
  async go(strokes: string, address: RegExp): Promise<void> {
    await expect(async () => {
      await this.press(...strokes.split(' '))
      await expect(this.page).toHaveURL(address, { timeout: 3_000 })
    }).toPass()
    await expect(this.page.getByRole('main').getByRole('heading', { level: 1 })).toBeVisible()
    await ready(this.page)
  }

  /** Presses a shortcut until what it leads to has the focus: a page that was just drawn may not listen yet. */
  async shortcut(stroke: string, target: Locator): Promise<void> {
    await expect(async () => {
      await this.press(stroke)
      await expect(target).toBeFocused({ timeout: 1_000 })
    }).toPass()
  }

  /** Presses Tab until the one thing with that role and name has the focus. */
  async to(role: Role, name: Name, { within, back, presses = 150 }: Where = {}): Promise<Locator> {
    const place = within ?? this.page
    const target = place.getByRole(role, { name, exact: true })
    await expect(target.first(), `${role} “${name}” is there`).toBeVisible()
    const focused = target.and(this.page.locator(':focus'))
    const passed: string[] = []
    for (let at = 0; at <= presses; at++) {
      if (await this.rests(focused)) {
        await expect.poll(() => focused.first().evaluate(whyUnseen), `the focus on ${role} “${name}”`).toBe('seen')
        return focused.first()
      }
      await this.press(back ? 'Shift+Tab' : 'Tab')
      passed.push(await this.page.evaluate(describeFocus))
    }
    throw new Error(`${presses} presses of Tab never reached ${role} “${name}”. They passed: ${passed.join(' | ')}`)
  }

  /**
   * Whether the focus is there and stays: a window that opens moves it a frame later, which a program can outrun and
   * a hand cannot.
   */
  private async rests(focused: Locator): Promise<boolean> {
    if ((await focused.count()) === 0) return false
    await this.page.evaluate(drawn)
    return (await focused.count()) > 0
  }

  /** Reaches a button, link, tab or option and presses it. */
  async use(role: Role, name: Name, where?: Where): Promise<void> {
    await this.to(role, name, where)
    await this.press(role === 'checkbox' || role === 'radio' || role === 'switch' ? 'Space' : 'Enter')
  }

  /** Reaches a field and writes in it, in the place of what it held. */
  async write(name: Name, text: string, where?: Where & { role?: Role }): Promise<void> {
    await this.to(where?.role ?? 'textbox', name, where)
    await this.press('ControlOrMeta+a')
    await this.page.keyboard.type(text)
  }

  /** Reaches a list of choices and types the beginning of one. */
  async pick(name: Name, text: string, where?: Where): Promise<void> {
    await this.to('combobox', name, where)
    await this.page.keyboard.type(text)
  }

  /** Walks down an open menu to an entry and takes it. */
  async item(name: Name): Promise<void> {
    const entry = this.page.getByRole('menuitem', { name, exact: true })
    await expect(entry).toBeVisible()
    for (let at = 0; at < 20 && !(await this.rests(entry.and(this.page.locator(':focus')))); at++)
      await this.press('ArrowDown')
    await expect(entry).toBeFocused()
    await this.press('Enter')
  }

  /** Reaches a combobox, types, and takes the entry that is found. */
  async choose(name: Name, text: string, where?: Where): Promise<void> {
    await this.to('combobox', name, where)
    await this.page.keyboard.type(text)
    const found = this.page.getByRole('option', { name: new RegExp(text) }).first()
    await expect(found).toBeVisible()
    await this.page.evaluate(drawn)
    if ((await this.page.locator('[role=option][data-highlighted]').count()) === 0) await this.press('ArrowDown')
    await this.press('Enter')
  }

  /** Reaches a date and types it; day and month are the same number, because their order is the browser’s. */
  async date(name: Name, day: string, where?: Where): Promise<void> {
    const place = where?.within ?? this.page
    const field = place.getByLabel(name, { exact: true })
    await expect(field).toBeVisible()
    for (let at = 0; at < 150 && (await field.and(this.page.locator(':focus')).count()) === 0; at++)
      await this.press('Tab')
    const [year, month, date] = day.split('-')
    await this.page.keyboard.type(`${date}${month}${year}`)
    await expect(field).toHaveValue(day)
  }

  /** Opens the file dialog from its button and gives it a file, which is all that a page can see of it. */
  async file(role: Role, name: Name, file: { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
    await this.to(role, name)
    const dialog = this.page.waitForEvent('filechooser')
    await this.press('Enter')
    await (await dialog).setFiles(file)
  }

  /** What a person needs to go on: the focus is still there, and not at the top of the page again. */
  async has(role: Role, name: Name): Promise<void> {
    const focused = this.page.getByRole(role, { name, exact: true }).and(this.page.locator(':focus'))
    await expect(focused, `the focus is on ${role} “${name}”`).toHaveCount(1)
  }

  async close(): Promise<void> {
    await this.page.context().close()
  }
}

/** When all is drawn that the last key brought about. Runs in the browser. */
const drawn = () => new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())))

/** What somebody would say has the focus now. Runs in the browser. */
function describeFocus(): string {
  const element = document.activeElement
  if (!element || element === document.body) return 'nothing'
  const name = element.getAttribute('aria-label') ?? element.textContent?.trim() ?? ''
  return `${element.getAttribute('role') ?? element.tagName.toLowerCase()} ${name.slice(0, 40)}`
}

/** 'seen' where the focus has a line around it, on the screen and not under something else. Runs in the browser. */
function whyUnseen(element: Element): string {
  const lined = (one: Element, part?: string) => {
    const style = getComputedStyle(one, part)
    if (part && style.content === 'none') return false
    return (
      style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) > 0 && !/ 0\)$/.test(style.outlineColor)
    )
  }
  let frame: Element | null = element
  for (let up = 0; frame && up < 5; up++, frame = frame.parentElement)
    if (lined(frame) || lined(frame, '::after') || lined(frame, '::before')) break
  if (!frame || frame === document.documentElement) return 'has no line around it'
  const { left, top, right, bottom } = frame.getBoundingClientRect()
  if (right - left < 4 || bottom - top < 4) return 'is too small to see'
  const points: [number, number][] = [
    [(left + right) / 2, (top + bottom) / 2],
    [left + 2, top + 2],
    [right - 2, bottom - 2],
    [left + 2, bottom - 2],
    [right - 2, top + 2],
  ]
  const hits = points.map(([x, y]) => document.elementFromPoint(x, y))
  const own = hits.some((hit) => hit && (hit === frame || frame?.contains(hit) || hit.contains(frame as Element)))
  return own ? 'seen' : `lies under something else: ${hits.map((hit) => hit?.outerHTML.slice(0, 80)).join(' | ')}`
}
