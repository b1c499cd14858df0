import { type ChildProcess, spawn } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runProgram } from '../local/supervisor/program'
import { freePort, untilHealthy } from './product'

const root = process.cwd()
const next = join(root, 'node_modules/next/dist/bin/next')

/** The framework with one heading and nothing of ours, built and served as the product is. */
export class EmptyPage {
  private constructor(
    readonly url: string,
    readonly pid: number,
    private readonly child: ChildProcess,
    private readonly folder: string,
  ) {}

  static async start(): Promise<EmptyPage> {
    // Outside our own folder, or the build would take our middleware along.
    const folder = mkdtempSync(join(tmpdir(), 'lobby-empty-'))
    cpSync(join(root, 'bench/empty'), folder, { recursive: true })
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
    const env = { ...process.env, NODE_ENV: 'production' as const, NEXT_TELEMETRY_DISABLED: '1' }
    await runProgram([next, 'build', '--webpack'], { cwd: folder, env }, () => {})
    const port = await freePort()
    const child = spawn(process.execPath, [next, 'start', '-p', String(port), '-H', '127.0.0.1'], {
      cwd: folder,
      env,
      stdio: 'ignore',
    })
    const url = `http://127.0.0.1:${port}`
    await untilHealthy(url, Date.now(), () => 'the empty page')
    return new EmptyPage(url, child.pid ?? 0, child, folder)
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.child.once('exit', resolve))
    this.child.kill('SIGTERM')
    await ended
    rmSync(this.folder, { recursive: true, force: true })
  }
}
