import { z } from 'zod'
import { invalid } from './errors'

/** What came in: names and values of the path and the query, and the parsed body. */
export type Given = Record<string, unknown>
export type Shape = Record<string, z.ZodType>

/** An id that no row has: a malformed id in a path is answered like an absent one, by the same code. */
const nobody = '00000000-0000-0000-0000-000000000000'

export const namesIn = (path: string): string[] => [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] as string)

/** The fields of a command's or query's input. */
export const shapeOf = (schema: z.ZodType): Shape => (schema instanceof z.ZodObject ? (schema.shape as Shape) : {})

export const without = (shape: Shape, names: string[]): Shape =>
  Object.fromEntries(Object.entries(shape).filter(([name]) => !names.includes(name)))

/** @throws 400 `unknown_field` that names each of them */
export function refuseUnknown(names: string[]): void {
  if (names.length > 0)
    throw invalid(names.map((path) => ({ path, code: 'unknown_field', message: 'This field is not known.' })))
}

const isReadable = (schema: z.ZodType | undefined, value: string) =>
  !/\p{Cc}/u.test(value) && (!schema || schema.safeParse(value).success)

/** The values of the path; what could never name a record becomes an id that names none. */
export const pathValues = (shape: Shape, names: string[], params: Record<string, string>): Given =>
  Object.fromEntries(names.map((name) => [name, isReadable(shape[name], params[name] ?? '') ? params[name] : nobody]))

/**
 * The query string as an object. @throws 400 for a name that is given twice
 */
export function queryValues(search: URLSearchParams): Record<string, string> {
  const twice = [...new Set(search.keys())].filter((name) => search.getAll(name).length > 1)
  if (twice.length > 0) throw invalid(twice.map((path) => ({ path, code: 'repeated', message: 'Give this once.' })))
  return Object.fromEntries(search)
}
