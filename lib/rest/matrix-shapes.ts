import type { z } from 'zod'

/** Walks an answer along the shape that its operation declares. */

type Def = {
  type: string
  shape?: Record<string, z.ZodType>
  element?: z.ZodType
  innerType?: z.ZodType
  valueType?: z.ZodType
  options?: z.ZodType[]
  items?: z.ZodType[]
  in?: z.ZodType
}
const defOf = (schema: z.ZodType) => schema._zod.def as unknown as Def
const empties = ['nullable', 'optional']

/** One place in an answer that may be empty, with the records around it from the outermost in. */
export type Spot = { path: string; value: unknown; around: Record<string, unknown>[] }
type Walk = { wrong: string[]; spots: Spot[] }

/** `items[].client` of a list is the same field as `client` of one record. */
const below = (path: string, name: string) => (path && path !== 'items[]' ? `${path}.${name}` : name)
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What of an answer is not as declared, at any depth, and every place in it that may be empty. */
export function walkAnswer(schema: z.ZodType, value: unknown): Walk {
  const walk: Walk = { wrong: [], spots: [] }
  const visit = (at: z.ZodType, found: unknown, path: string, around: Record<string, unknown>[]): void => {
    const { type, shape = {}, element, innerType, valueType, options = [], in: input } = defOf(at)
    if (empties.includes(type)) {
      if (found !== null && found !== undefined && innerType) visit(innerType, found, path, around)
    } else if (type === 'object' && isObject(found)) {
      const within = [...around, found]
      for (const name of Object.keys(found))
        if (!(name in shape)) walk.wrong.push(`${below(path, name)} is not declared`)
      for (const [name, field] of Object.entries(shape)) {
        const place = below(path, name)
        if (mayBeEmpty(field)) walk.spots.push({ path: place, value: found[name], around: within })
        if (!(name in found)) {
          if (defOf(field).type !== 'optional') walk.wrong.push(`${place} is missing`)
        } else visit(field, found[name], place, within)
      }
    } else if (type === 'array' && Array.isArray(found) && element) {
      for (const one of found) visit(element, one, `${path}[]`, around)
    } else if (type === 'record' && isObject(found) && valueType) {
      for (const one of Object.values(found)) visit(valueType, one, `${path}{}`, around)
    } else if (type === 'union') {
      const fits = options.find((option) => option.safeParse(found).success)
      if (fits) visit(fits, found, path, around)
      else walk.wrong.push(`${path} is none of what is declared`)
    } else if (type === 'pipe' && input) visit(input, found, path, around)
    else if (!at.safeParse(found).success) walk.wrong.push(`${path} is not what is declared`)
  }
  visit(schema, value, '', [])
  return walk
}

const mayBeEmpty = (schema: z.ZodType) => [...empties, 'array'].includes(defOf(schema).type)

/** Every place of a shape that may be empty: what may be null or missing, and lists. */
export function emptiableIn(schema: z.ZodType, path = ''): { path: string; list: boolean }[] {
  const { type, shape = {}, element, innerType, valueType, options = [], in: input } = defOf(schema)
  if (empties.includes(type) && innerType) return emptiableIn(innerType, path)
  if (type === 'array' && element) return emptiableIn(element, `${path}[]`)
  if (type === 'record' && valueType) return emptiableIn(valueType, `${path}{}`)
  if (type === 'pipe' && input) return emptiableIn(input, path)
  return [...Object.entries(shape), ...options.map((option) => ['', option] as const)].flatMap(([name, field]) => {
    const place = name ? below(path, name) : path
    const here = name && mayBeEmpty(field) ? [{ path: place, list: defOf(field).type === 'array' }] : []
    return [...here, ...emptiableIn(field, place)]
  })
}
