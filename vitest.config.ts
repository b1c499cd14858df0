import { join } from 'node:path'
import { configDefaults, defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: {
    alias: [
      { find: /^@\//, replacement: `${join(import.meta.dirname)}/` },
      { find: 'server-only', replacement: join(import.meta.dirname, 'scripts/empty.ts') },
    ],
  },
  test: {
    include: ['**/*.test.{ts,tsx}'],
    exclude: [...configDefaults.exclude, 'e2e/**', '.lobby/**', '.next/**'],
    globalSetup: ['local/postgres/vitest-global.ts'],
    pool: 'forks',
    testTimeout: 30_000,
    hookTimeout: 60_000,
    reporters: ['default', './scripts/closing-line.ts'],
  },
})
