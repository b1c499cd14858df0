import { classNames } from './class-names'

const sizes = { sm: 'size-5 text-[0.5625rem]', md: 'size-7 text-2xs', lg: 'size-10 text-sm' }
const grounds = [
  'bg-accent-soft text-accent-text',
  'bg-info-soft text-info-text',
  'bg-success-soft text-success-text',
  'bg-warning-soft text-warning-text',
  'bg-danger-soft text-danger-text',
  'bg-neutral-soft text-neutral-text',
]

/** First letters of the first and the last word, for any script. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/)
  const letters = [words[0], words.length > 1 ? words.at(-1) : ''].map((word) => [...(word ?? '')][0] ?? '')
  return letters.join('').toLocaleUpperCase()
}

/** Initials of a person or an organization on a ground that stays the same for the same name. */
export function Avatar({
  name,
  size = 'md',
  shape = 'round',
  named,
  picture,
}: {
  name: string
  size?: keyof typeof sizes
  shape?: 'round' | 'square'
  /** true where no text beside it says the name */
  named?: boolean
  /** shown instead of the initials */
  picture?: string
}) {
  const sum = [...name].reduce((total, letter) => total + (letter.codePointAt(0) ?? 0), 0)
  if (picture)
    return (
      // biome-ignore lint/performance/noImgElement: a small picture behind a sign-in, which no optimizer may fetch
      <img
        src={picture}
        alt={named ? name : ''}
        title={named ? name : undefined}
        className={classNames(
          'shrink-0 object-contain',
          shape === 'round' ? 'rounded-full' : 'rounded-md',
          sizes[size],
        )}
      />
    )
  return (
    <span
      title={named ? name : undefined}
      className={classNames(
        'inline-grid shrink-0 place-items-center font-semibold select-none',
        shape === 'round' ? 'rounded-full' : 'rounded-md',
        sizes[size],
        grounds[sum % grounds.length],
      )}
    >
      <span aria-hidden="true">{initialsOf(name)}</span>
      {named && <span className="sr-only">{name}</span>}
    </span>
  )
}
