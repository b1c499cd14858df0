import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { buildWithoutMiddleware, environmentOf, freePort, secondWeb } from './kill/second-web'

test.describe.configure({ retries: 0 })

const state = '.lobby/test'

test('without the middleware every page, action and operation is as closed as with it', async () => {
  test.skip(process.platform !== 'linux', 'A second web process is given the environment of the first by /proc')
  test.setTimeout(400_000)
  const port = await freePort()
  const { pid } = JSON.parse(readFileSync(`${state}/run/web.json`, 'utf8')) as { pid: number }
  const env = { ...environmentOf(pid), LOBBY_URL: `http://localhost:${port}` }
  const web = await secondWeb(env, port, buildWithoutMiddleware(state))
  try {
    // What only the middleware sends is not there: it is really gone.
    const door = await fetch(`${web.url}/sign-in`)
    expect(door.status).toBe(200)
    expect(door.headers.get('content-security-policy')).toBeNull()

    const proof = spawn(process.execPath, ['--import', 'tsx', 'lib/proof/prove.ts'], { env, stdio: 'pipe' })
    let told = ''
    for (const stream of [proof.stdout, proof.stderr])
      stream.on('data', (text: Buffer) => {
        told += text
      })
    const [code] = await once(proof, 'exit')
    expect(told).toContain('Nothing was let through')
    expect(code).toBe(0)
  } finally {
    await web.stop()
  }
})
