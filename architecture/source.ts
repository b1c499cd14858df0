import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'

export const root = process.cwd()
const rooms = ['app', 'components', 'db', 'lib', 'local', 'scripts', 'e2e']
const code = /\.(ts|tsx|mjs|js)$/

/** Every source file below the rooms of the house, by its path from the root. */
export const sourceFiles = (): string[] => [
  ...rooms.flatMap((room) =>
    (readdirSync(join(root, room), { recursive: true }) as string[])
      .filter((name) => code.test(name))
      .map((name) => join(room, name)),
  ),
  'middleware.ts',
  'instrumentation.ts',
]

export const read = (path: string): string => readFileSync(join(root, path), 'utf8')

/** The files of ours that a file imports, as paths from the root without their ending; packages keep their names. */
export function importsOf(path: string): { ours: string[]; packages: string[] } {
  const specifiers = [...read(path).matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map((match) => match[1] as string)
  const ours = specifiers.flatMap((specifier) =>
    specifier.startsWith('@/')
      ? [specifier.slice(2)]
      : specifier.startsWith('.')
        ? [relative(root, resolve(root, dirname(path), specifier))]
        : [],
  )
  return { ours, packages: specifiers.filter((specifier) => !/^[.@]\//.test(specifier) && !specifier.startsWith('.')) }
}
