// `npm run up`: plain JavaScript, because it runs before anything is installed.
import { spawn } from 'node:child_process'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { install, requireNode } from './install.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))

requireNode()
await install(root)

const supervisor = spawn(process.execPath, ['--import', 'tsx', 'local/supervisor/main.ts', ...process.argv.slice(2)], {
  cwd: root,
  // The channel tells the supervisor when we are killed, so that it does not run on unseen.
  stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
})
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => supervisor.kill(signal))
supervisor.on('error', (error) => {
  console.error(error.message)
  process.exit(1)
})
supervisor.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
