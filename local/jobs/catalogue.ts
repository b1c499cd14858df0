import type { Sql } from 'postgres'
import { fetchFunctions, type SdkConnection, type SdkEndpoint } from './dispatch'
import { type FunctionConfig, liveFunctions, storeFunctions } from './registry'

/** What the executor knows of the app's functions, and how fresh that is. */
export class Catalogue {
  private functions: FunctionConfig[] = []
  private readAt = 0
  private running: Promise<boolean> | null = null
  private declared = ''
  private reachable = true
  /** When the app last answered a sync, in milliseconds; 0 when it never did. */
  syncedAt = 0
  failure: string | null = null

  constructor(
    private readonly sql: Sql,
    private readonly agent: SdkConnection,
    private readonly sdk: SdkEndpoint,
    private readonly log: (line: string) => void,
  ) {}

  /** The functions that may be triggered; at most a second old, because another executor may have synced them. */
  async current(): Promise<FunctionConfig[]> {
    if (Date.now() - this.readAt > 1000) {
      this.functions = await liveFunctions(this.sql)
      this.readAt = Date.now()
    }
    return this.functions
  }

  /** Asks the app for its functions and stores them. Calls at the same time share one request. False when it failed. */
  sync(timeoutMs = 10_000): Promise<boolean> {
    this.running ??= this.exchange(timeoutMs).finally(() => {
      this.running = null
    })
    return this.running
  }

  private async exchange(timeoutMs: number): Promise<boolean> {
    const startedAt = Date.now()
    try {
      const functions = await fetchFunctions(this.agent, this.sdk, timeoutMs)
      const declared = JSON.stringify(functions)
      if (declared !== this.declared || Date.now() - this.syncedAt > 60_000) {
        const ids = await storeFunctions(this.sql, functions, this.log)
        if (declared !== this.declared) this.log(`jobs: synced ${ids.length} functions`)
        this.readAt = 0
      }
      this.declared = declared
      this.syncedAt = startedAt
      this.reachable = true
      this.failure = null
      return true
    } catch (error) {
      this.failure = error instanceof Error ? error.message || error.name : String(error)
      if (this.reachable) this.log(`jobs: the app cannot be synced: ${this.failure}`)
      this.reachable = false
      this.declared = ''
      return false
    }
  }
}
