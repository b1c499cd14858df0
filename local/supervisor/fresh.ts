import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { removeCluster } from '../postgres/cluster'

/** Asks on the terminal whether everything may go; only `yes` is yes. Throws where nobody can be asked. */
export async function confirmFresh(state: string): Promise<boolean> {
  if (!process.stdin.isTTY) throw new Error('--fresh deletes all data and there is no terminal to ask on; add --yes')
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  const answer = await terminal.question(
    `This deletes everything in ${state}: database, mails, secrets. Type yes to go on: `,
  )
  terminal.close()
  return answer.trim().toLowerCase() === 'yes'
}

/** Deletes the state folder's contents, its database included, but for the lock that we hold and what belongs to builds. */
export async function startOver(state: string): Promise<void> {
  await removeCluster(join(state, 'postgres'))
  for (const name of readdirSync(state)) {
    if (name !== 'lobby.pid' && name !== 'build.json' && name !== 'test') rmSync(join(state, name), { recursive: true })
  }
}
