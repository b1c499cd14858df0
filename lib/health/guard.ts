import { env } from '@/lib/core/env'
import { platformQuery } from '@/lib/core/transaction'

/** `EX_CONFIG` of sysexits.h: something is wrong with how Lobby is set up. */
const misconfigured = 78

const stop = (line: string): never => {
  console.error(line)
  process.exit(misconfigured)
}

/** Ends the process, with one clear line, when the environment is wrong or the database role could pass row security. */
export async function guardStart(): Promise<void> {
  try {
    env()
  } catch (error) {
    stop(error instanceof Error ? error.message : String(error))
  }
  const asked = await platformQuery(
    'select rolname, rolsuper, rolbypassrls from pg_roles where rolname = current_user',
    [],
  ).catch(() => null)
  // A database that is away now comes back; the role cannot be worse for it, and each restart asks again.
  const role = asked?.rows[0]
  if (role?.rolsuper || role?.rolbypassrls)
    stop(
      `Lobby does not start as the database role “${role.rolname}”, which can pass row security. Use lobby_app in DATABASE_URL.`,
    )
}
