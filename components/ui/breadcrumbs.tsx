import { Link } from './link'
import { messages } from './messages'

/** The way from the top to here. The last one is this page and no link. */
export function Breadcrumbs({ items }: { items: readonly { label: string; href?: string }[] }) {
  return (
    <nav aria-label={messages.breadcrumbs} className="min-w-0">
      <ol className="flex min-w-0 flex-wrap items-center text-xs text-ink-faint">
        {items.map((item, at) => (
          <li key={at} className="flex min-w-0 items-center">
            {at > 0 && (
              <span aria-hidden="true" className="px-1.5">
                /
              </span>
            )}
            {item.href && at < items.length - 1 ? (
              <Link href={item.href} className="inline-flex min-h-6 max-w-48 items-center rounded-sm hover:text-ink">
                <span className="truncate">{item.label}</span>
              </Link>
            ) : (
              <span aria-current="page" className="inline-flex min-h-6 max-w-64 items-center">
                <span className="truncate">{item.label}</span>
              </span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  )
}
