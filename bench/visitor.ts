import { Agent, request } from 'undici'

export type Answer = { status: number; bytes: number; text: () => string; headers: Record<string, string> }

/** Somebody who is signed in, over HTTP alone; keeps its connections, as browsers do. */
export class Visitor {
  private readonly agent = new Agent({ connections: 4 })
  private cookies = new Map<string, string>()

  private constructor(readonly url: string) {}

  static async signIn(url: string, email: string, password: string): Promise<Visitor> {
    const visitor = new Visitor(url)
    const csrf = await visitor.send('GET', '/api/auth/csrf')
    const { csrfToken } = JSON.parse(csrf.text()) as { csrfToken: string }
    const form = new URLSearchParams({ csrfToken, email, password, json: 'true' }).toString()
    await visitor.send('POST', '/api/auth/callback/credentials', form, {
      'content-type': 'application/x-www-form-urlencoded',
    })
    if (![...visitor.cookies.keys()].some((name) => name.includes('session-token')))
      throw new Error(`${email} could not sign in`)
    return visitor
  }

  get cookieList() {
    return [...this.cookies].map(([name, value]) => ({ name, value, url: this.url }))
  }

  /** Sends one request with the cookies; the answer's body is counted as it travelled. */
  async send(
    method: 'GET' | 'POST' | 'PATCH',
    path: string,
    body?: string,
    more: Record<string, string> = {},
  ): Promise<Answer> {
    const answer = await request(this.url + path, {
      method,
      dispatcher: this.agent,
      body,
      headers: {
        cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        origin: this.url,
        'accept-encoding': 'identity',
        ...more,
      },
    })
    for (const line of [answer.headers['set-cookie'] ?? []].flat()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (name) this.cookies.set(name, value ?? '')
    }
    const bytes = Buffer.from(await answer.body.arrayBuffer())
    const headers = Object.fromEntries(Object.entries(answer.headers).map(([name, value]) => [name, String(value)]))
    return { status: answer.statusCode, bytes: bytes.length, text: () => bytes.toString('utf8'), headers }
  }

  /** A page as a browser asks for it. @throws when it does not answer 200 */
  async page(path: string): Promise<Answer> {
    const answer = await this.send('GET', path, undefined, { accept: 'text/html', 'accept-encoding': 'gzip' })
    if (answer.status !== 200) throw new Error(`${path} answers ${answer.status}`)
    return answer
  }

  /** A server action of a page. @returns its data. @throws when it is refused */
  async act<T>(page: string, id: string, ...args: unknown[]): Promise<T> {
    const answer = await this.send('POST', page, JSON.stringify(args), {
      'next-action': id,
      'content-type': 'text/plain;charset=UTF-8',
      accept: 'text/x-component',
    })
    const line = /^\d+:(\{"ok":.*)$/m.exec(answer.text())?.[1]
    const result = line ? (JSON.parse(line) as { ok: boolean; data: T }) : null
    if (!result?.ok) throw new Error(`The action on ${page} answers ${answer.status}: ${answer.text().slice(0, 300)}`)
    return result.data
  }

  /** JSON to the REST API, as the screens send it. @throws when it is refused */
  async rest<T>(method: 'GET' | 'POST' | 'PATCH', path: string, body?: unknown): Promise<T> {
    const answer = await this.send(
      method,
      `/api/v1/organizations/${path}`,
      body === undefined ? undefined : JSON.stringify(body),
      {
        accept: 'application/json',
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
    )
    if (answer.status >= 300)
      throw new Error(`${method} ${path} answers ${answer.status}: ${answer.text().slice(0, 300)}`)
    return JSON.parse(answer.text() || 'null') as T
  }

  close = () => this.agent.close()
}
