import type { Sql } from 'postgres'

/** How often a request asked the database: once for access, and for its data. */
export type Asked = { access: number; data: number; texts: string[] }

const frame = /^(begin|commit|rollback|select set_config\()/i
const access = /app_(access|member|session|person)/

/**
 * Counts what the product says to the database, by the server's own log. The product must be at rest otherwise.
 * @param log reads the log from a place on
 */
export class StatementCount {
  constructor(
    private readonly sql: Sql,
    private readonly log: (from?: number) => { text: string; end: number },
  ) {}

  async start(): Promise<void> {
    await this.sql`alter system set log_line_prefix = '%u|'`
    await this.sql`alter system set log_statement = 'all'`
    await this.reload()
  }

  async stop(): Promise<void> {
    await this.sql`alter system reset log_statement`
    await this.sql`alter system reset log_line_prefix`
    await this.reload()
  }

  private async reload(): Promise<void> {
    await this.sql`select pg_reload_conf()`
    // Backends take it at their next statement; the server says when it has read it.
    for (const deadline = Date.now() + 5_000; Date.now() < deadline; ) {
      const [row] = await this.sql`select current_setting('log_statement') as value`
      const wanted = await this.sql`select setting from pg_file_settings where name = 'log_statement'`
      if ((row?.value === 'all') === wanted.length > 0) return
    }
  }

  async of(work: () => Promise<unknown>): Promise<Asked> {
    const { end } = this.log()
    await work()
    const texts = [...this.log(end).text.matchAll(/^lobby_app\|LOG: {2}(?:statement|execute [^:]*): ([^\n]*)/gm)]
      .map((match) => match[1] ?? '')
      .filter((text) => !frame.test(text))
    const asked = texts.filter((text) => access.test(text)).length
    return { access: asked, data: texts.length - asked, texts: texts.filter((text) => !access.test(text)) }
  }
}
