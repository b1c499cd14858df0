/** Runs once when the server starts: refuses an unsafe database role, then carries events out of the outbox. */
export async function register() {
  if (process.env.NEXT_RUNTIME !== 'nodejs' || process.env.NEXT_PHASE === 'phase-production-build') return
  const { guardStart } = await import('@/lib/health/guard')
  await guardStart()
  const { startEventRelay } = await import('@/lib/jobs/relay')
  const shared = globalThis as { lobbyRelay?: { stop(): Promise<void> } }
  // In development the module is loaded again after each edit; one relay is enough.
  await shared.lobbyRelay?.stop()
  shared.lobbyRelay = startEventRelay()
}
