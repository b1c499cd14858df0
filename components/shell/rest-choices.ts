import type { Choice } from '../ui/use-choices'

/**
 * Lets a combobox look for its choices over REST.
 * @param path the list's address below `/api/v1/organizations/`; `q` and `limit` are added
 */
export const restChoices =
  <Row>(path: string, toChoice: (row: Row) => Choice) =>
  async (query: string, signal: AbortSignal): Promise<Choice[]> => {
    const search = new URLSearchParams({ limit: '20', ...(query.trim() && { q: query.trim().slice(0, 100) }) })
    const response = await fetch(`/api/v1/organizations/${path}${path.includes('?') ? '&' : '?'}${search}`, { signal })
    if (!response.ok) throw new Error(String(response.status))
    return ((await response.json()) as { items: Row[] }).items.map(toChoice)
  }
