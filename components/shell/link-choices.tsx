import { classNames } from '../ui/class-names'
import { Link } from '../ui/link'

export type LinkChoice = { href: string; label: string; count?: number; current: boolean }

/** One filter out of a few, each an address of its own. */
export function LinkChoices({ label, choices }: { label: string; choices: readonly LinkChoice[] }) {
  return (
    <nav aria-label={label} className="min-w-0 max-w-full overflow-x-auto">
      <ul className="flex gap-1 p-0.5">
        {choices.map((choice) => (
          <li key={choice.href}>
            <Link
              href={choice.href}
              scroll={false}
              aria-current={choice.current ? 'true' : undefined}
              className={classNames(
                'flex h-control-sm items-center gap-1.5 rounded-md border px-2 text-xs font-medium whitespace-nowrap transition-colors',
                choice.current
                  ? 'border-accent-line bg-accent-soft text-accent-text'
                  : 'border-line bg-surface text-ink-muted hover:bg-hover hover:text-ink',
              )}
            >
              {choice.label}
              {choice.count !== undefined && <span className="font-normal tabular-nums">{choice.count}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
