import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, isBuilt } from '../local/supervisor/build'
import { killGroup } from '../local/supervisor/child'

const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** Builds the product as `npm run up` does, only when its sources changed. */
async function main(): Promise<void> {
  if (isBuilt(root)) return console.log('The build is up to date')
  const output = await build(root, process.env, (pid) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => killGroup(pid, signal))
  })
  console.log(output.trimEnd())
}

main().catch((error) => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})
