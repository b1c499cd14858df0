import { useEffect, useRef } from 'react'

/**
 * Keeps what is typed after something was asked to open and before its field is there, so that neither it is lost nor
 * the page takes it for shortcuts. Returns what hands it over; the field asks once it has the focus.
 */
export function useTypedAhead(opening: boolean): () => string {
  const typed = useRef('')
  const stop = useRef(() => {})
  useEffect(() => {
    if (!opening) return
    const hear = (event: KeyboardEvent) => {
      if (event.key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
      event.preventDefault()
      event.stopPropagation()
      typed.current += event.key
    }
    document.addEventListener('keydown', hear, { capture: true })
    stop.current = () => document.removeEventListener('keydown', hear, { capture: true })
    return stop.current
  }, [opening])
  return () => {
    stop.current()
    const text = typed.current
    typed.current = ''
    return text
  }
}
