'use client'

import { useSearchParams } from 'next/navigation'
import { useCallback, useMemo } from 'react'
import { filterAddress, readFilters, type TaskFilters } from './filters'

/** The filters in the address, and a way to change them that leaves no page behind in the history. */
export function useTaskFilters(): [TaskFilters, (filters: TaskFilters) => void] {
  const params = useSearchParams()
  const filters = useMemo(() => readFilters((name) => params.get(name)), [params])
  const change = useCallback((next: TaskFilters) => {
    const query = filterAddress(window.location.search, next)
    // The data comes by the REST API, so the server need not build the page anew for each letter.
    window.history.replaceState(null, '', `${window.location.pathname}${query ? `?${query}` : ''}`)
  }, [])
  return [filters, change]
}
