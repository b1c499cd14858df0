/** The mark: an open door in an arch. Decorative; the name stands beside it or on the link around it. */
export function BrandMark({ size = 24 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" className="shrink-0">
      <rect width="32" height="32" rx="8" className="fill-accent" />
      <path
        d="M8 25V14.5a8 8 0 0 1 16 0V25"
        fill="none"
        className="stroke-accent-ink"
        strokeWidth="2.75"
        strokeLinecap="round"
      />
      <path d="M12 25V14.5a4 4 0 0 1 4-4l3.2 2.6V25z" className="fill-accent-ink" />
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
