import type { Metadata } from 'next'
import { ChainDialog } from '@/components/audit/chain-dialog'
import { TrailView } from '@/components/audit/trail-view'
import { ExportMenu } from '@/components/exports/export-menu'
import { ButtonLink } from '@/components/ui/button'
import { PageHeader } from '@/components/ui/page-header'
import { messages } from '@/lib/audit/messages'
import { can } from '@/lib/core/context'
import { tenant } from '@/lib/core/tenant'
import { messages as past } from '@/lib/history/messages'
import { messages as proof } from '@/lib/proof/messages'
import { readTrail, type TrailQuery } from './read-trail'

type Props = { params: Promise<{ org: string }>; searchParams: Promise<TrailQuery> }

export const metadata: Metadata = { title: messages.title }

export default async function AuditPage({ params, searchParams }: Props) {
  const { org } = await params
  const ctx = await tenant(org)
  const trail = await readTrail(ctx, await searchParams)
  const { locale, timeZone, currency } = ctx.organization

  return (
    <>
      <PageHeader
        title={messages.title}
        description={messages.description}
        actions={
          <>
            <ButtonLink href={`/${org}/as-of`}>{past.open}</ButtonLink>
            <ButtonLink href={`/${org}/isolation`}>{proof.title}</ButtonLink>
            <ChainDialog org={org} locale={locale} timeZone={timeZone} />
            {can(ctx, 'organization.data.export') && <ExportMenu org={org} list="audit" filters={trail.filters} />}
          </>
        }
      />
      <TrailView org={org} here={`/${org}/audit`} trail={trail} {...{ locale, timeZone, currency }} />
    </>
  )
}
