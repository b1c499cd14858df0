import { parse } from '@marcbachmann/cel-js'

type Compiled = ReturnType<typeof parse> | null

const remembered = new Map<string, Compiled>()

function compiled(expression: string): Compiled {
  const known = remembered.get(expression)
  if (known !== undefined) return known
  let program: Compiled = null
  try {
    program = parse(expression)
  } catch {
    program = null
  }
  if (remembered.size > 500) remembered.clear()
  remembered.set(expression, program)
  return program
}

/** Whether a CEL condition holds. One that cannot be read or evaluated (a missing field) does not hold. */
export function holds(expression: string | null | undefined, variables: Record<string, unknown>): boolean {
  if (!expression) return true
  try {
    return compiled(expression)?.(variables) === true
  } catch {
    return false
  }
}

/** The value of a CEL expression as text, for use as a key; null when it cannot be evaluated. */
export function keyOf(expression: string, variables: Record<string, unknown>): string | null {
  try {
    const program = compiled(expression)
    if (!program) return null
    const value: unknown = program(variables)
    if (value === undefined || value instanceof Promise) return null
    return JSON.stringify(value, (_key, part: unknown) => (typeof part === 'bigint' ? Number(part) : part))
  } catch {
    return null
  }
}

/** The value of a CEL expression as a number, or `fallback`. */
export function numberOf(expression: string, variables: Record<string, unknown>, fallback: number): number {
  const value = Number(keyOf(expression, variables) ?? Number.NaN)
  return Number.isFinite(value) ? value : fallback
}
