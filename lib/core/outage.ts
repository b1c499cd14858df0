/** Whether the database was away a moment ago. Shared by the whole process: pages and the middleware ask it alike. */
const shared = globalThis as { lobbyAwayAt?: number }
// The relay asks every two seconds: while the database is away this is renewed, when it is back it is forgotten.
const memory = 4_000

/** A connection was lost or could not be had. */
export function noteAway(now = Date.now()): void {
  shared.lobbyAwayAt = now
}

/** A question was answered. */
export function noteBack(): void {
  shared.lobbyAwayAt = undefined
}

/** True from a failure until a question is answered, or for four seconds when nobody asks. */
export function isAway(now = Date.now()): boolean {
  return shared.lobbyAwayAt !== undefined && now - shared.lobbyAwayAt < memory
}

const page = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>One moment · Lobby</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<meta http-equiv="refresh" content="3"><style>body{font:16px/1.5 system-ui,sans-serif;display:grid;place-content:center;min-height:90vh;text-align:center}</style>
</head><body><main><h1>One moment</h1><p>Lobby is catching its breath. This page comes back by itself.</p></main></body></html>`

/** The page that says so: 503, and it asks again by itself. */
export const awayResponse = (): Response =>
  new Response(page, {
    status: 503,
    headers: { 'content-type': 'text/html; charset=utf-8', 'retry-after': '3', 'cache-control': 'no-store' },
  })
