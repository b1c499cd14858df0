import { chmodSync, mkdirSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { stopOrphans } from './child'
import { survey } from './environment'
import { confirmFresh, startOver } from './fresh'
import { Lobby } from './lobby'
import { releaseLock, takeLock } from './lock'
import { readOptions } from './options'
import { isFree } from './ports'
import { say } from './progress'

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
const state = resolve(root, process.env.LOBBY_STATE_DIR || '.lobby')
const lock = join(state, 'lobby.pid')

/** `npm run up`: checks, takes the state folder for itself, brings everything up and keeps it up until told to stop. */
async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2))
  const found = survey(process.env)
  if (found.problems.length > 0) {
    throw new Error(`The environment is not right:\n${found.problems.map((problem) => `  ${problem}`).join('\n')}`)
  }
  mkdirSync(state, { recursive: true })
  // PostgreSQL's own account has to walk through; what is secret inside is readable by its owner only.
  chmodSync(state, 0o711)
  const holder = takeLock(lock, found.url)
  if (holder) throw new Error(`Lobby already runs here: process ${holder.pid}, ${holder.url}`)
  process.on('exit', () => releaseLock(lock))

  const lobby = new Lobby(root, state, found, options, (lastWords) => void leave(1, lastWords))
  let leaving = false
  async function leave(code: number, words?: string): Promise<void> {
    if (leaving) return
    leaving = true
    if (words) say(words)
    try {
      await lobby.stop()
    } catch (error) {
      say(error instanceof Error ? error.message : String(error))
    }
    process.exit(code)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (!leaving) return void leave(0, 'Stopping')
      // Ctrl-C reaches us from the terminal and through our parent: only a later one is impatience.
      if (Date.now() - firstSignal > 500) {
        lobby.kill()
        process.exit(1)
      }
    })
    process.prependListener(signal, () => {
      firstSignal ||= Date.now()
    })
  }
  // The parent was killed: nobody could stop us any more.
  process.on('disconnect', () => void leave(0))

  try {
    const orphans = await stopOrphans(state)
    if (orphans.length > 0) say(`Stopped what an earlier start had left behind: ${orphans.join(', ')}`)
    if (!(await isFree(found.port, found.host))) {
      throw new Error(`Port ${found.port} is in use by another program; set PORT to another one`)
    }
    if (options.fresh) {
      if (!options.yes && !(await confirmFresh(state))) return await leave(1, 'Nothing was deleted')
      await startOver(state)
    }
    await lobby.start()
  } catch (error) {
    await leave(1, error instanceof Error ? error.message : String(error))
  }
}
let firstSignal = 0

main().catch((error) => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})
