import type { FormProblem } from './use-action-form'

/** The first message at a field or anywhere below it: `cost` hears what is wrong with `cost.amount`. */
export const errorUnder = (problem: FormProblem | null, name: string): string | undefined =>
  problem?.errors?.find(({ path }) => path === name || path.startsWith(`${name}.`))?.message
