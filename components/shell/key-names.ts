/** `mod+k` → `Ctrl`, `K`, or `⌘`, `K` on a Mac. */
export function keyNames(stroke: string): string[] {
  const mac = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.userAgent)
  return stroke.split('+').map((key) => {
    if (key === 'mod') return mac ? '⌘' : 'Ctrl'
    return key.length === 1 ? key.toUpperCase() : key.charAt(0).toUpperCase() + key.slice(1)
  })
}
