import type { ReactNode } from 'react'
import { Announcer } from '../ui/announcer'
import { Brand } from '../ui/brand'
import { Link } from '../ui/link'
import { Toaster } from '../ui/toaster'
import { SkipLink } from './skip-link'

export type PublicFrameProps = {
  title: string
  description?: ReactNode
  children: ReactNode
  /** stands below the card, such as "No account yet? Register" */
  footer?: ReactNode
  /** stands beside the card on wide screens, below it on narrow ones, such as the demo's logins */
  aside?: ReactNode
  homeHref?: string
  width?: 'sm' | 'md'
}

/** A centred card for what happens before one is inside: sign-in, registration, invitation. */
export function PublicFrame({
  title,
  description,
  children,
  footer,
  aside,
  homeHref = '/',
  width = 'sm',
}: PublicFrameProps) {
  const column = width === 'sm' ? 'w-full max-w-sm' : 'w-full max-w-lg'
  return (
    <div className="flex min-h-dvh flex-col px-4 py-6 sm:py-12">
      <SkipLink />
      <header className="mx-auto mb-6">
        <Link href={homeHref} className="rounded-md">
          <Brand size={28} />
        </Link>
      </header>
      <main id="content" tabIndex={-1} className="flex flex-wrap items-start justify-center gap-6 outline-none">
        <div className={column}>
          <div className="rounded-xl border bg-surface p-5 shadow-raised sm:p-6">
            <h1 className="text-lg font-semibold tracking-tight text-balance text-ink">{title}</h1>
            {description && <div className="mt-1 text-sm text-ink-muted">{description}</div>}
            <div className="mt-5">{children}</div>
          </div>
          {footer && <div className="mt-4 text-center text-sm text-ink-muted">{footer}</div>}
        </div>
        {aside && <aside className={column}>{aside}</aside>}
      </main>
      <Toaster />
      <Announcer />
    </div>
  )
}
