import { spawn } from 'node:child_process'
import { killGroup } from './child'

/**
 * Runs a Node program to its end. Resolves to what it printed; rejects with the end of it when it fails.
 * `started` is told the process id, the leader of its own group.
 */
export async function runProgram(
  args: string[],
  options: { cwd: string; env: NodeJS.ProcessEnv },
  started: (pid: number) => void,
): Promise<string> {
  const child = spawn(process.execPath, args, { ...options, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
  if (child.pid) started(child.pid)
  let output = ''
  child.stdout.on('data', (text) => (output += text))
  child.stderr.on('data', (text) => (output += text))
  const code = await new Promise((settle, fail) => {
    child.once('error', fail)
    child.once('close', (status, signal) => settle(signal ?? status))
  })
  killGroup(child.pid, 'SIGKILL')
  if (code !== 0) {
    const end = output.trimEnd().split('\n').slice(-60).join('\n')
    throw new Error(`${args.at(-1)} failed (${code}):\n${end}`)
  }
  return output
}
