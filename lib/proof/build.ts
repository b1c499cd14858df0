import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** What the framework wrote about the build that runs here. */
const written = (path: string) => readFile(join(/* turbopackIgnore: true */ process.cwd(), '.next', path), 'utf8')
const listed = async <T>(path: string): Promise<T> => JSON.parse(await written(path)) as T

/** Which build a sheet is of; null where none was made. */
export const buildId = (): Promise<string | null> => written('BUILD_ID').catch(() => null)

export type BuiltAction = { id: string; name: string; page: string }

/** Every server action with a page that it can be posted to. */
export async function builtActions(): Promise<BuiltAction[]> {
  type Entry = { workers: Record<string, unknown>; filename: string; exportedName: string }
  const { node } = await listed<{ node: Record<string, Entry> }>('server/server-reference-manifest.json')
  return Object.entries(node).map(([id, { workers, filename, exportedName }]) => ({
    id,
    name: `${filename.replace(/^lib\/|\/actions\.ts$/g, '')}.${exportedName}`,
    page: (Object.keys(workers)[0] ?? '').replace(/^app|\/page$|\/\([^)]*\)/g, ''),
  }))
}

/** The address of every page below an organization, with `[names]`. */
export async function builtPages(): Promise<string[]> {
  const routes = await listed<Record<string, string>>('app-path-routes-manifest.json')
  return Object.entries(routes)
    .filter(([file, address]) => file.endsWith('/page') && address.startsWith('/[org]'))
    .map(([, address]) => address)
}

/** A page's address with its names filled in. */
export const addressOf = (page: string, slug: string, named: Record<string, string[]>): string =>
  page.replace('[org]', slug).replace(/\[+(\w+)\]+/g, (_, name: string) => encodeURIComponent(named[name]?.[0] ?? 'x'))
