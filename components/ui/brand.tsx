/** The mark: an open door in an arch. Decorative; the name stands beside it or on the link around it. */
export function BrandMark({ size = 24 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" className="shrink-0">
      <rect width="32" height="32" rx="8" className="fill-accent" />
      <path
        d="M8.5 24.5V15a7.5 7.5 0 0 1 15 0v9.5"
        fill="none"
        className="stroke-accent-ink"
        strokeWidth="2"
        strokeLinecap="round"
      />
      <path d="M23.5 24.5V15c0-3-1.8-5.6-4.3-6.8L14.5 12v15.5z" className="fill-accent-ink" />
      <circle cx="17" cy="18.8" r="1.1" className="fill-accent" />
    </svg>
  )
}

/** Mark and name side by side. */
export function Brand({ name = 'Lobby', size = 24 }: { name?: string; size?: number }) {
  return (
    <span className="inline-flex items-center gap-2 text-md font-semibold tracking-tight text-ink">
      <BrandMark size={size} />
      {name}
    </span>
  )
}
