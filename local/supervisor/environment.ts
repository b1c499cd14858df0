import { badPorts } from './ports'
import type { Secrets } from './secrets'

export type Service = 'postgres' | 'realtime' | 'jobs' | 'mailbox'
type Variables = Record<string, string | undefined>

/** The complete environment of one of the product's processes. */
export type ProcessEnvironment = NodeJS.ProcessEnv & Record<string, string>

/** What the outer environment decides: which services stand in here, where the app listens, and what is wrong. */
export type Survey = {
  embedded: Service[]
  /** Whether PostgreSQL runs here at all: for the product, or for the stand-ins' own state. */
  needsPostgres: boolean
  port: number
  host: string
  url: string
  /** One sentence for each thing that is wrong, with the variable's name. */
  problems: string[]
}

const DATABASES = ['DATABASE_URL', 'DATABASE_MIGRATOR_URL', 'DATABASE_RELAY_URL']
const HTTP_URLS = ['LOBBY_URL', 'INNGEST_BASE_URL', 'RESEND_BASE_URL']

/** Looks at the environment before anything starts. Reads nothing else and changes nothing. */
export function survey(outer: Variables): Survey {
  const problems: string[] = []
  const given = (name: string) => outer[name] !== undefined && outer[name] !== ''
  const demand = (names: string[], because: string) => {
    for (const name of names) if (!given(name)) problems.push(`${name} is missing: ${because}`)
  }

  const ownDatabase = DATABASES.some(given)
  if (ownDatabase) demand(DATABASES, 'with a database of your own all three of its logins must be given')
  const ownRealtime = Object.keys(outer).some((name) => name.startsWith('PUSHER_') && given(name))
  if (ownRealtime) {
    demand(['PUSHER_APP_ID', 'PUSHER_KEY', 'PUSHER_SECRET'], 'PUSHER_* must be given together or not at all')
    if (!given('PUSHER_HOST') && !given('PUSHER_CLUSTER')) {
      problems.push('PUSHER_CLUSTER (hosted) or PUSHER_HOST (your own server) is missing')
    }
  }
  const ownJobs = ['INNGEST_EVENT_KEY', 'INNGEST_SIGNING_KEY', 'INNGEST_BASE_URL'].some(given)
  if (ownJobs) demand(['INNGEST_EVENT_KEY', 'INNGEST_SIGNING_KEY'], 'INNGEST_* must be given together or not at all')
  if (given('INNGEST_DEV')) problems.push('INNGEST_DEV must not be set: it switches the signature checks off')
  const ownMail = ['RESEND_API_KEY', 'RESEND_BASE_URL', 'RESEND_WEBHOOK_SECRET'].some(given)
  if (ownMail) demand(['RESEND_API_KEY'], 'the other RESEND_* say nothing without it')

  for (const name of [...DATABASES, 'LOCAL_DATABASE_URL']) checkUrl(name, outer[name], /^postgres(ql)?:$/, problems)
  for (const name of HTTP_URLS) checkUrl(name, outer[name], /^https?:$/, problems)
  if (given('PUSHER_PORT')) readPort('PUSHER_PORT', outer.PUSHER_PORT, problems)
  if (given('PUSHER_USE_TLS') && !/^(true|false)$/.test(outer.PUSHER_USE_TLS ?? '')) {
    problems.push('PUSHER_USE_TLS is neither true nor false')
  }

  const port = given('PORT') ? readPort('PORT', outer.PORT, problems) : 3000
  if (badPorts.has(port)) problems.push(`PORT ${port} is on the list of ports that browsers refuse to open`)
  const embedded: Service[] = []
  if (!ownDatabase) embedded.push('postgres')
  if (!ownRealtime) embedded.push('realtime')
  if (!ownJobs) embedded.push('jobs')
  if (!ownMail) embedded.push('mailbox')
  const keepsState = !(ownJobs && ownMail) && !given('LOCAL_DATABASE_URL')
  return {
    embedded,
    needsPostgres: !ownDatabase || keepsState,
    port,
    host: given('HOST') ? outer.HOST! : '127.0.0.1',
    url: given('LOBBY_URL') ? outer.LOBBY_URL!.replace(/\/$/, '') : `http://localhost:${port}`,
    problems,
  }
}

function checkUrl(name: string, value: string | undefined, protocol: RegExp, problems: string[]): void {
  if (!value) return
  // The value itself may hold a password: say what is expected, never what was found.
  if (!URL.canParse(value) || !protocol.test(new URL(value).protocol)) {
    problems.push(
      `${name} is not a URL that begins with ${protocol.source.includes('http') ? 'http(s)://' : 'postgres://'}`,
    )
  }
}

function readPort(name: string, value: string | undefined, problems: string[]): number {
  const port = /^\d{1,5}$/.test(value ?? '') ? Number(value) : 0
  if (port < 1 || port > 65_535) problems.push(`${name} is not a port from 1 to 65535: ${value}`)
  return port
}

/** Where the embedded parts came up. */
export type Places = { postgresPort: number | null; localPort: number; buildKey: string; dev: boolean; demo: boolean }

/**
 * The environment of the product's processes: everything that the outer one says, and for the rest the embedded
 * services. INNGEST_DEV is never set, so the signed path is the one that runs everywhere.
 */
export function compose(outer: Variables, found: Survey, secrets: Secrets, places: Places): ProcessEnvironment {
  const { embedded } = found
  const local = `http://127.0.0.1:${places.localPort}`
  const login = (role: string, password: string, database: string) =>
    `postgres://${role}:${password}@127.0.0.1:${places.postgresPort}/${database}`
  const defaults: Record<string, string> = {
    NODE_ENV: places.dev ? 'development' : 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    LOBBY_URL: found.url,
    LOBBY_EMBEDDED: embedded.join(','),
    LOBBY_WEB_URL: `http://${/^(0\.0\.0\.0|::)$/.test(found.host) ? '127.0.0.1' : found.host}:${found.port}`,
    NEXTAUTH_SECRET: secrets.NEXTAUTH_SECRET,
    LOBBY_TOKEN_SECRET: secrets.LOBBY_TOKEN_SECRET,
    NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: places.buildKey,
    LOCAL_PORT: String(places.localPort),
    ...(outer.LOBBY_URL ? { NEXTAUTH_URL: found.url } : { AUTH_TRUST_HOST: '1' }),
  }
  if (embedded.length === 4 && places.demo) defaults.LOBBY_DEMO = '1'
  if (embedded.includes('postgres')) {
    defaults.DATABASE_URL = login('lobby_app', secrets.APP_PASSWORD, 'lobby')
    defaults.DATABASE_MIGRATOR_URL = login('lobby_migrator', secrets.MIGRATOR_PASSWORD, 'lobby')
    defaults.DATABASE_RELAY_URL = login('lobby_relay', secrets.RELAY_PASSWORD, 'lobby')
  }
  if (places.postgresPort) defaults.LOCAL_DATABASE_URL = login('lobby_local', secrets.LOCAL_PASSWORD, 'lobby_local')
  if (embedded.includes('realtime')) {
    const { PUSHER_APP_ID, PUSHER_KEY, PUSHER_SECRET } = secrets
    const address = { PUSHER_HOST: '127.0.0.1', PUSHER_PORT: String(places.localPort), PUSHER_USE_TLS: 'false' }
    Object.assign(defaults, { PUSHER_APP_ID, PUSHER_KEY, PUSHER_SECRET, ...address })
  }
  if (embedded.includes('jobs')) {
    const { INNGEST_EVENT_KEY, INNGEST_SIGNING_KEY } = secrets
    Object.assign(defaults, { INNGEST_EVENT_KEY, INNGEST_SIGNING_KEY, INNGEST_BASE_URL: local })
  }
  if (embedded.includes('mailbox')) {
    const { RESEND_API_KEY, RESEND_WEBHOOK_SECRET } = secrets
    Object.assign(defaults, { RESEND_API_KEY, RESEND_WEBHOOK_SECRET, RESEND_BASE_URL: local })
  }

  const env: Record<string, string> = { ...defaults }
  for (const [name, value] of Object.entries(outer)) {
    if (value === undefined || (value === '' && name in defaults) || name === 'NODE_ENV') continue
    // The driver reads PGHOST and its like; beside the embedded database they can only mislead it.
    if (embedded.includes('postgres') && /^PG[A-Z]/.test(name)) continue
    env[name] = value
  }
  env.PORT = String(found.port)
  if (!places.demo) delete env.LOBBY_DEMO
  return env as ProcessEnvironment
}

/** The environment of the stand-ins' process: the product's, with a filler for the services that do not run there. */
export function forStandIns(env: ProcessEnvironment, embedded: Service[]): ProcessEnvironment {
  const services = embedded.filter((service) => service !== 'postgres')
  const unused = 'unused'
  return {
    INNGEST_EVENT_KEY: unused,
    INNGEST_SIGNING_KEY: unused,
    PUSHER_APP_ID: unused,
    PUSHER_KEY: unused,
    PUSHER_SECRET: unused,
    RESEND_API_KEY: unused,
    LOCAL_DATABASE_URL: unused,
    ...env,
    LOCAL_SERVICES: services.join(','),
  }
}
