import { History } from 'lucide-react'
import type { Metadata } from 'next'
import { PastForm } from '@/components/history/past-form'
import { PastView } from '@/components/history/past-view'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { arrive } from '@/lib/core/tenant'
import { messages } from '@/lib/history/messages'
import { localIn } from '@/lib/history/policy'
import { askedFor, calledIn, presentOf, readersPath, readPast, requireReader } from './read-past'

export const metadata: Metadata = { title: messages.title }

export default async function AsOfPage({ params, searchParams }: PageProps<'/[org]/as-of'>) {
  const { org } = await params
  const { ctx, person } = await arrive(org)
  await requireReader(ctx)
  const { locale, currency } = ctx.organization
  const { timeZone } = person
  const asked = askedFor(await searchParams, timeZone)
  const latest = localIn(new Date(), timeZone)
  const { of, id, at } = asked
  const found = at ? await readPast(ctx, { of, id, at }) : { nothing: messages.chooseText(of) }
  const chosen = await calledIn(ctx, asked, 'past' in found ? found.past : undefined)
  const when = at?.toLocaleString(locale, { dateStyle: 'long', timeStyle: 'short', timeZone }) ?? ''

  return (
    <>
      <PageHeader
        title={messages.title}
        description={messages.description}
        actions={<ButtonLink href={presentOf(org, asked)}>{messages.now}</ButtonLink>}
      />
      <div className="flex flex-col gap-4">
        <section
          aria-label={messages.open}
          className="flex flex-col gap-3 rounded-lg border border-info-line bg-info-soft p-4"
        >
          <p role="status" className="text-sm font-medium text-info-text">
            {'past' in found ? messages.banner(found.past.subject, when) : messages.choose}
          </p>
          <PastForm key={`${of} ${id}`} {...{ org, of, chosen, latest, timeZone }} at={asked.local ?? latest} />
        </section>
        {'past' in found && at ? (
          <PastView
            {...found}
            {...{ org, locale, timeZone, currency }}
            readersPath={readersPath(org, { of, id, at })}
          />
        ) : (
          <EmptyState
            icon={<History />}
            title={at ? messages.none : messages.choose}
            description={'nothing' in found ? found.nothing : undefined}
          />
        )}
      </div>
    </>
  )
}
