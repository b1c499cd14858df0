import type { Metadata } from 'next'
import { readTrail, type TrailQuery } from '@/app/[org]/audit/read-trail'
import { TrailView } from '@/components/audit/trail-view'
import { ButtonLink } from '@/components/ui/button'
import { messages } from '@/lib/audit/messages'
import { messages as history } from '@/lib/history/messages'
import { readProject } from '../read-project'

type Props = { params: Promise<{ org: string; project: string }>; searchParams: Promise<TrailQuery> }

export const metadata: Metadata = { title: messages.history }

export default async function ProjectHistoryPage({ params, searchParams }: Props) {
  const { org, project: reference } = await params
  const { ctx, project } = await readProject(org, reference)
  const trail = await readTrail(ctx, await searchParams, project.id)
  const { locale, timeZone } = ctx.organization

  return (
    <>
      <div className="mb-3 flex justify-end">
        <ButtonLink href={`/${org}/as-of?of=project&id=${project.key}`}>{history.open}</ButtonLink>
      </div>
      <TrailView
        org={org}
        here={`/${org}/projects/${reference}/history`}
        trail={trail}
        locale={locale}
        timeZone={timeZone}
        currency={project.budget?.net.currency ?? ctx.organization.currency}
      />
    </>
  )
}
