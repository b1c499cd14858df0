import { Eye } from 'lucide-react'
import { ButtonLink } from '@/components/ui/button'
import { messages as words } from '@/lib/grants/messages'

type Props = { organization: { id: string; name: string }; reason: string; until: string }

/** Stands above every page that the platform looks at. */
export function GrantBanner({ organization, reason, until }: Props) {
  return (
    <section
      aria-label={words.title}
      className="sticky top-0 z-40 flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-warning-line bg-warning-soft px-4 py-1.5 text-sm text-warning-text md:col-span-2 md:h-notice md:flex-nowrap md:px-6"
    >
      <Eye aria-hidden className="size-4 shrink-0" />
      <p className="min-w-0 flex-1 md:truncate">
        <strong className="font-medium">{words.banner(organization.name)}</strong> {words.bannerReason(reason, until)}
      </p>
      <ButtonLink size="sm" href={`/platform/organizations/${organization.id}`}>
        {words.leave}
      </ButtonLink>
    </section>
  )
}
