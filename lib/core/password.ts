import { hash, verify } from '@node-rs/argon2'

// argon2id with OWASP's second recommended setting (19 MiB, 2 passes, 1 lane): OWASP Password Storage Cheat Sheet.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** A salted argon2id hash in PHC string form. */
export const hashPassword = (password: string): Promise<string> => hash(password, cost)

const nobody = hash('nobody has this password', cost)

/** Takes the same time whether or not there is an account with a password. */
export async function passwordMatches(password: string, stored: string | null | undefined): Promise<boolean> {
  const matches = await verify(stored ?? (await nobody), password).catch(() => false)
  return matches && !!stored
}
