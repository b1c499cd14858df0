import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'

/** Ports that browsers and fetch refuse to connect to (WHATWG Fetch, "bad port"), from 1024 up. */
export const badPorts = new Set([
  1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
])

/** Whether nobody listens on this port of this address. */
export async function isFree(port: number, host: string): Promise<boolean> {
  return (await bind(port, host)) !== null
}

/** The port written in `file` if it is free, else another free one, which is written there. */
export async function rememberedPort(file: string): Promise<number> {
  const last = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0
  let port = last > 0 ? await bind(last, '127.0.0.1') : null
  while (port === null || badPorts.has(port)) port = await bind(0, '127.0.0.1')
  writeFileSync(file, String(port))
  return port
}

function bind(port: number, host: string): Promise<number | null> {
  return new Promise((settle) => {
    const probe = createServer()
    probe.once('error', () => settle(null))
    probe.listen(port, host, () => {
      const address = probe.address()
      probe.close(() => settle(address && typeof address === 'object' ? address.port : null))
    })
  })
}
