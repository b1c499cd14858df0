import type { ReactNode } from 'react'
import { Link } from '@/components/ui/link'
import { messages } from '@/lib/home/messages'

/** Who reads: addresses, words and days are theirs. */
export type Reader = { org: string; locale: string; timeZone: string; today: string }

export const More = ({ href, children = messages.all }: { href: string; children?: ReactNode }) => (
  <Link href={href} className="text-sm text-accent-text hover:underline">
    {children}
  </Link>
)

export const Nothing = ({ children }: { children: ReactNode }) => (
  <p className="px-4 py-4 text-sm text-ink-muted">{children}</p>
)

/** Two cards side by side where there is room. */
export const Columns = ({ children }: { children: ReactNode }) => (
  <div className="grid items-start gap-4 lg:grid-cols-2">{children}</div>
)

export type Bar = {
  id: string
  label: ReactNode
  value: number
  text: string
  href?: string
  tone?: 'accent' | 'warning'
}

/** Amounts beside each other as bars; each says its number in words, so that the picture is never alone. */
export function Bars({ label, bars }: { label: string; bars: readonly Bar[] }) {
  const most = Math.max(1, ...bars.map(({ value }) => value))
  return (
    <ul aria-label={label} className="flex flex-col gap-2.5 text-sm">
      {bars.map(({ id, label: name, value, text, href, tone = 'accent' }) => (
        <li key={id} className="grid grid-cols-[minmax(6rem,9rem)_minmax(0,1fr)] items-center gap-x-3">
          <span className="truncate text-ink">
            {href ? (
              <Link href={href} className="hover:underline">
                {name}
              </Link>
            ) : (
              name
            )}
          </span>
          <span className="flex min-w-0 items-center gap-2">
            <span
              aria-hidden
              className={`h-2 shrink-0 rounded-full ${tone === 'warning' ? 'bg-warning' : 'bg-accent'}`}
              style={{ width: `${Math.max(value > 0 ? 3 : 0, (value / most) * 60)}%` }}
            />
            <span className="truncate text-xs text-ink-muted tabular-nums">{text}</span>
          </span>
        </li>
      ))}
    </ul>
  )
}
