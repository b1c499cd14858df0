import type { Metadata } from 'next'
import { MilestoneCard } from '@/components/milestones/milestone-card'
import { todayIn } from '@/components/tasks/due'
import { TimelineView } from '@/components/timeline/timeline-view'
import { can } from '@/lib/core/context'
import { show, tenant } from '@/lib/core/tenant'
import { projectChannel, sharedChannel } from '@/lib/notifications/channels'
import { messages } from '@/lib/timeline/messages'
import { getTimeline } from '@/lib/timeline/queries'
import { readProject } from '../read-project'

type Props = { params: Promise<{ org: string; project: string }> }

export const metadata: Metadata = { title: messages.title }

export default async function TimelinePage({ params }: Props) {
  const { org, project } = await params
  const ctx = await tenant(org)
  const [timeline, { project: found }] = await Promise.all([
    show(getTimeline(ctx, { project })),
    readProject(org, project),
  ])
  const { id, locale, timeZone } = ctx.organization
  const channelOf = can(ctx, 'tasks.comments.view_internal') ? projectChannel : sharedChannel
  const today = todayIn(timeZone)

  return (
    <>
      <TimelineView
        org={org}
        initial={timeline}
        channel={channelOf(id, timeline.project.id)}
        today={today}
        locale={locale}
      />
      <div className="mt-4">
        <MilestoneCard
          org={org}
          project={timeline.project.key}
          milestones={timeline.milestones}
          mayEdit={found.may.edit}
          today={today}
          locale={locale}
        />
      </div>
    </>
  )
}
