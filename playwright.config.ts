import { execFileSync } from 'node:child_process'
import { defineConfig } from '@playwright/test'

// Asked once; the workers, which load this file again, inherit the answer.
process.env.CHROMIUM_PATH ??= execFileSync(process.execPath, ['scripts/ensure-browser.mjs'], { encoding: 'utf8' })
  .trim()
  .split('\n')
  .at(-1)

const port = process.env.LOBBY_TEST_PORT ?? '3171'
const baseURL = `http://localhost:${port}`

// The tests bring their own services: whatever hosted ones this shell knows must not hear of them.
const outside = [
  ...['DATABASE_URL', 'DATABASE_MIGRATOR_URL', 'DATABASE_RELAY_URL', 'LOCAL_DATABASE_URL', 'LOBBY_URL'],
  ...['PUSHER_APP_ID', 'PUSHER_KEY', 'PUSHER_SECRET', 'PUSHER_CLUSTER', 'PUSHER_HOST', 'PUSHER_PORT', 'PUSHER_USE_TLS'],
  ...['INNGEST_EVENT_KEY', 'INNGEST_SIGNING_KEY', 'INNGEST_BASE_URL', 'INNGEST_DEV'],
  ...['RESEND_API_KEY', 'RESEND_BASE_URL', 'RESEND_WEBHOOK_SECRET'],
]

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  timeout: 120_000,
  expect: { timeout: 15_000 },
  workers: 2,
  // Why, and which files take none: docs/decisions/032-second-attempt.md
  retries: 1,
  forbidOnly: true,
  reporter: [['list'], ['./scripts/pw-closing-line.ts']],
  use: {
    baseURL,
    browserName: 'chromium',
    launchOptions: { executablePath: process.env.CHROMIUM_PATH },
    // A trace of everything costs a fifth of the time; `--trace on` takes one where it is wanted.
    screenshot: 'only-on-failure',
    locale: 'en-GB',
    timezoneId: 'UTC',
  },
  webServer: {
    command: 'node scripts/up.mjs --fresh --yes',
    url: `${baseURL}/api/health`,
    timeout: 300_000,
    reuseExistingServer: false,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 20_000 },
    stdout: 'pipe',
    env: {
      ...Object.fromEntries(outside.map((name) => [name, ''])),
      PORT: port,
      LOBBY_STATE_DIR: '.lobby/test',
      // Tests sign in more often than people do.
      LOBBY_LIMIT_FACTOR: '1000',
    },
  },
})
