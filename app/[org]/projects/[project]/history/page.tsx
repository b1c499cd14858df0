import type { Metadata } from 'next'
import { readTrail, type TrailQuery } from '@/app/[org]/audit/read-trail'
import { TrailView } from '@/components/audit/trail-view'
import { messages } from '@/lib/audit/messages'
import { readProject } from '../read-project'

type Props = { params: Promise<{ org: string; project: string }>; searchParams: Promise<TrailQuery> }

export const metadata: Metadata = { title: messages.history }

export default async function ProjectHistoryPage({ params, searchParams }: Props) {
  const { org, project: reference } = await params
  const { ctx, project } = await readProject(org, reference)
  const trail = await readTrail(ctx, await searchParams, project.id)
  const { locale, timeZone } = ctx.organization

  return (
    <TrailView
      org={org}
      here={`/${org}/projects/${reference}/history`}
      trail={trail}
      locale={locale}
      timeZone={timeZone}
      currency={project.budget?.net.currency ?? ctx.organization.currency}
    />
  )
}
