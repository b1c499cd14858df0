'use client'

import { useSyncExternalStore } from 'react'

/** Which tasks of the page are chosen. Outside React, so that a tick renders one row and not a thousand. */
let chosen: ReadonlySet<string> = new Set()
let last: string | null = null
const listeners = new Set<() => void>()
const nothing: ReadonlySet<string> = new Set()

function replace(next: ReadonlySet<string>) {
  chosen = next
  for (const listener of listeners) listener()
}
const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const selection = {
  current: () => chosen,
  clear() {
    last = null
    if (chosen.size > 0) replace(new Set())
  },
  keep: (ids: Iterable<string>) => replace(new Set(ids)),
  /** Ticks or unticks one; with `range` everything on the page between it and the last one, too. */
  toggle(id: string, range = false) {
    const next = new Set(chosen)
    const on = !next.has(id)
    for (const one of range && last ? between(last, id) : [id])
      if (on) next.add(one)
      else next.delete(one)
    last = id
    replace(next)
  },
}

/** The tasks between two, both included, in the order in which they stand on the page. */
function between(one: string, other: string): string[] {
  const ids = [...document.querySelectorAll<HTMLElement>('[data-select]')].map(({ dataset }) => dataset.select ?? '')
  // A task stands in each group of its labels; the places that are nearest to each other are meant.
  const places = (id: string) => ids.flatMap((found, at) => (found === id ? [at] : []))
  const pairs = places(one).flatMap((from) =>
    places(other).map((to) => [Math.min(from, to), Math.max(from, to)] as const),
  )
  const [nearest] = pairs.sort((a, b) => a[1] - a[0] - (b[1] - b[0]))
  return nearest ? ids.slice(nearest[0], nearest[1] + 1) : [other]
}

export const useSelected = (id: string): boolean =>
  useSyncExternalStore(
    subscribe,
    () => chosen.has(id),
    () => false,
  )
export const useSelection = (): ReadonlySet<string> =>
  useSyncExternalStore(
    subscribe,
    () => chosen,
    () => nothing,
  )
