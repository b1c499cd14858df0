'use client'

import { useEffect } from 'react'

const reachable =
  'a[href], button:not(:disabled), input:not(:disabled):not([type=hidden]), select:not(:disabled), textarea:not(:disabled), [tabindex="0"]'

/**
 * Keeps the focus near where it was when what had it goes away: a button that is replaced by what it did, a field that
 * closes on Enter. Without it a keyboard starts at the top of the page again. A change of page is left to the router.
 */
export function FocusKeeper() {
  useEffect(() => {
    let kept: { element: HTMLElement; around: HTMLElement[]; path: string } | null = null
    let inMain: HTMLElement | null = null
    const remember = ({ target }: FocusEvent) => {
      // Menus and lists give the focus back by themselves.
      if (!(target instanceof HTMLElement) || target.closest('[role=menu], [role=listbox]')) return
      const main = document.getElementById('content')
      if (main?.contains(target)) inMain = target
      const around: HTMLElement[] = []
      for (let up = target.parentElement; up && !up.contains(main); up = up.parentElement) around.push(up)
      kept = { element: target, around, path: location.pathname }
    }
    const look = () => {
      if (!kept || kept.element.isConnected) return
      const { element, around, path } = kept
      kept = null
      // So do dialogs, one moment later.
      setTimeout(() => {
        if (document.activeElement !== document.body || location.pathname !== path) return
        const near = next(element, around) ?? (inMain?.isConnected ? inMain : null)
        near?.focus({ preventScroll: true })
      }, 50)
    }
    const watch = new MutationObserver(look)
    watch.observe(document.body, { childList: true, subtree: true })
    document.addEventListener('focusin', remember)
    return () => {
      watch.disconnect()
      document.removeEventListener('focusin', remember)
    }
  }, [])
  return null
}

/** The same control drawn anew, or else the first one in what is left around it. */
function next(gone: HTMLElement, around: readonly HTMLElement[]): HTMLElement | undefined {
  for (const place of around.filter((one) => one.isConnected)) {
    const left = [...place.querySelectorAll<HTMLElement>(reachable)].filter((one) => one.getClientRects().length > 0)
    const same = left.find((one) => one.tagName === gone.tagName && nameOf(one) === nameOf(gone))
    if (same ?? left[0]) return same ?? left[0]
  }
}

const nameOf = (element: HTMLElement) => element.getAttribute('aria-label') ?? element.getAttribute('name')
