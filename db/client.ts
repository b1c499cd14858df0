import postgres, { type Sql } from 'postgres'

/**
 * Opens a pool. Statements are bounded, so that a stuck one ends as an error instead of as a hanging page.
 * @param url `postgres://role:password@host:port/database`
 * @param max connections at most
 */
export function connect(url: string, max = 10, applicationName = 'lobby'): Sql {
  return postgres(url, {
    max,
    connect_timeout: 5,
    idle_timeout: 300,
    max_lifetime: 60 * 60,
    fetch_types: false,
    onnotice: () => {},
    // After an outage the first request that finds the database back must not wait for a long backoff.
    backoff: () => 0.2,
    connection: {
      application_name: applicationName,
      statement_timeout: 15_000,
      idle_in_transaction_session_timeout: 30_000,
    },
  })
}
