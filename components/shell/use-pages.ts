'use client'

import { useState } from 'react'
import { messages } from './messages'

export type ShownPage<Row> = { items: readonly Row[]; nextCursor: string | null }

/**
 * A list that the server rendered, continued over REST by cursor. When the server renders it anew, the rows that were
 * loaded further stay behind the new first page.
 * @param path the same list's REST address below `/api/v1/organizations/`, with its filters and without a cursor
 */
export function usePages<Row extends { id: string }>(first: ShownPage<Row>, path: string) {
  const [more, setMore] = useState<{ path: string; rows: readonly Row[]; nextCursor: string | null } | null>(null)
  const [pending, setPending] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  // another filter is another list
  const further = more?.path === path ? more : null
  const known = new Set(first.items.map((row) => row.id))
  const rows = [...first.items, ...(further?.rows.filter((row) => !known.has(row.id)) ?? [])]
  const cursor = further ? further.nextCursor : first.nextCursor

  async function loadMore() {
    if (!cursor || pending) return
    setPending(true)
    setFailure(null)
    try {
      const url = `/api/v1/organizations/${path}${path.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(cursor)}`
      const response = await fetch(url)
      if (!response.ok) throw new Error(String(response.status))
      const page = (await response.json()) as ShownPage<Row>
      setMore({ path, rows: [...(further?.rows ?? []), ...page.items], nextCursor: page.nextCursor })
    } catch {
      setFailure(messages.form.network)
    }
    setPending(false)
  }

  return { rows, hasMore: cursor !== null, loadMore, pending, failure }
}
