import { entrances } from './entrances'

type Get = (list: string) => Promise<{ items: { id: string }[] }>

/**
 * Fills `[project]` and its like in an address with something of Acme's that has something to show; `none` where there
 * is nothing.
 * @param get reads one of Acme's lists over REST
 */
export async function addresses(get: Get): Promise<(path: string) => string> {
  const first = async (list: string) => (await get(list)).items[0]?.id ?? 'none'
  const names: Record<string, string> = {
    org: 'acme',
    project: 'SHOP',
    task: 'SHOP-1',
    ticket: 'SUP-1',
    client: await first('clients'),
    lead: await first('leads'),
    role: await first('roles'),
    import: await first('projects/SHOP/imports'),
  }
  return (path) => path.replace(/\[(\w+)\]/g, (_, name: string) => names[name] ?? 'none')
}

/** Every page of an organization, with an address of it in Acme. */
export const pagesOf = (fill: (path: string) => string): { page: string; path: string }[] =>
  Object.keys(entrances)
    .filter((page) => page.startsWith('/[org]'))
    .map((page) => ({ page, path: fill(page) }))
