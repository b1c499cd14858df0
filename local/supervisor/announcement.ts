import type { Service, Survey } from './environment'

const LOGINS: [email: string, part: string][] = [
  ['owner@acme.test', 'owner of Acme'],
  ['admin@acme.test', 'admin'],
  ['sales@acme.test', 'salesperson'],
  ['verifier@acme.test', 'verifier of payments'],
  ['manager@acme.test', 'project manager'],
  ['developer@acme.test', 'developer'],
  ['support@acme.test', 'support'],
  ['member@acme.test', 'member'],
  ['client@acme.test', 'client'],
  ['owner@globex.test', 'owner of Globex'],
  ['both@lobby.test', 'developer in Acme, admin in Globex'],
  ['superadmin@lobby.test', 'platform admin'],
]

const NAMES: Record<Service, string> = {
  postgres: 'PostgreSQL',
  realtime: 'live updates',
  jobs: 'background jobs',
  mailbox: 'mail',
}

/** What is printed once everything answers. */
export function announcement(found: Survey, pid: number, demo: boolean): string {
  const lines = ['', `Lobby runs on ${found.url}  (process ${pid}; Ctrl-C stops it)`]
  const hosted = (Object.keys(NAMES) as Service[]).filter((service) => !found.embedded.includes(service))
  if (hosted.length > 0) lines.push(`Outside this machine: ${hosted.map((service) => NAMES[service]).join(', ')}`)
  if (demo) {
    lines.push('', 'Demo logins, all with the password: lobby demo password')
    for (const [email, part] of LOGINS) lines.push(`  ${email.padEnd(24)}${part}`)
  }
  return `${lines.join('\n')}\n`
}
