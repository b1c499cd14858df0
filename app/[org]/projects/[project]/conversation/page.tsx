import type { Metadata } from 'next'
import { CommentThread } from '@/components/comments/comment-thread'
import { ConversationLive } from '@/components/comments/conversation-live'
import { messages } from '@/lib/comments/messages'
import { listOfProject } from '@/lib/comments/queries'
import { can } from '@/lib/core/context'
import { show } from '@/lib/core/tenant'
import { projectChannel, sharedChannel } from '@/lib/notifications/channels'
import { readProject } from '../read-project'

type Props = { params: Promise<{ org: string; project: string }> }

export const metadata: Metadata = { title: messages.onProject.heading }

export default async function ConversationPage({ params }: Props) {
  const { org, project: reference } = await params
  const { ctx, project } = await readProject(org, reference)
  const comments = await show(listOfProject(ctx, { project: project.id }))
  const { id, locale, timeZone } = ctx.organization
  const seesInternal = can(ctx, 'tasks.comments.view_internal')
  const named = project.people ? Object.values(project.people) : []
  const people = [...named, ...project.members].filter(
    (person, at, all) => person && all.findIndex((other) => other?.id === person.id) === at,
  ) as { id: string; name: string }[]
  return (
    <div className="max-w-3xl">
      <ConversationLive
        channel={(seesInternal ? projectChannel : sharedChannel)(id, project.id)}
        about="comments"
        id={project.id}
      />
      <CommentThread
        subject={{ kind: 'project', id: project.id, projectId: project.id }}
        initial={comments}
        mayComment={project.may.comment}
        reader={{ org, locale, timeZone, people, seesInternal, seesPeople: can(ctx, 'organization.members.view') }}
      />
    </div>
  )
}
