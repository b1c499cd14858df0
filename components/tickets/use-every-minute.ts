'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

/** Has the page read again each minute while somebody looks, so that its clocks run; they know working time, we do not. */
export function useEveryMinute(): void {
  const router = useRouter()
  useEffect(() => {
    const look = () => document.visibilityState === 'visible' && router.refresh()
    const timer = setInterval(look, 60_000)
    document.addEventListener('visibilitychange', look)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', look)
    }
  }, [router])
}
