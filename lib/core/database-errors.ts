import { AppError, conflict, invalid, unavailable } from './errors'

/** What a broken unique constraint means to the person who filled in the form. */
export type Conflicts = Record<string, { path: string; message: string }>

const rules: Record<string, () => AppError> = {
  LB001: () => conflict('PAYMENT_REQUIRED', 'Work may not start before the required share of the price is verified.'),
  LB002: () => conflict('WRONG_STATUS', 'This step is not possible from the current status.'),
  LB004: () => conflict('DEPENDENCY_CIRCLE', 'These tasks would wait for each other.'),
  LB005: () => conflict('ROLE_IN_USE', 'Somebody holds this role, or is invited with it. Give them another one first.'),
  LB006: () => conflict('CLIENT_ROLE', 'This would show a client what is for the team only.'),
  LB007: () => conflict('ROLE_GONE', 'One of these roles was deleted in the meantime.'),
  LB010: () => conflict('NOT_EXPIRED', 'Only what was archived thirty days ago can be deleted for good.'),
  LB011: () => conflict('LEFT', 'This person has left the organization. Choose somebody else.'),
  LB003: () => conflict('ALREADY_DECIDED', 'This payment was already decided.'),
}

type DatabaseError = { code: string; constraint?: string }

/** The driver's error inside whatever wraps it. */
function databaseError(error: unknown): DatabaseError | undefined {
  for (let cause = error; cause instanceof Error; cause = cause.cause)
    if ('code' in cause && typeof cause.code === 'string')
      return { code: cause.code, constraint: 'constraint_name' in cause ? String(cause.constraint_name) : undefined }
  return undefined
}

const lost = /^(CONNECTION_|CONNECT_TIMEOUT|ECONN|EPIPE|ENOENT|ETIMEDOUT|57P0|53300|08)/

/** The connection died or could not be had: nothing is known to be wrong with the request itself. */
export const isConnectionLost = (error: unknown): boolean => lost.test(databaseError(error)?.code ?? '')

/** Two transactions met; doing it again is right. */
export const isCollision = (error: unknown): boolean => ['40001', '40P01'].includes(databaseError(error)?.code ?? '')

/** An earlier statement of the same transaction had failed. */
export const isAborted = (error: unknown): boolean => databaseError(error)?.code === '25P02'

/** A row names another one that is not there, or not there any more. */
export const isDangling = (error: unknown): boolean => databaseError(error)?.code === '23503'

/** Translates what the database refused into the product's answers; other errors pass through unchanged. */
export function fromDatabase(error: unknown, conflicts: Conflicts = {}): unknown {
  if (error instanceof AppError) return error
  const found = databaseError(error)
  if (!found) return error
  if (lost.test(found.code)) return unavailable()

  // Class 22: a value that the database cannot read, such as a forged cursor or a NUL in a search.
  if (found.code.startsWith('22')) return invalid([], 'A value in this request is not valid.')

  const rule = rules[found.code]
  if (rule) return rule()
  const known = found.constraint ? conflicts[found.constraint] : undefined
  if (known && found.code === '23505')
    return conflict('TAKEN', known.message, { errors: [{ path: known.path, code: 'taken', message: known.message }] })
  if (known) return invalid([{ path: known.path, code: 'invalid', message: known.message }])
  return error
}
