import type { Metadata } from 'next'
import { AttachmentCard } from '@/components/attachments/attachment-card'
import { ConversationLive } from '@/components/comments/conversation-live'
import { messages } from '@/lib/attachments/messages'
import { filesOfProject } from '@/lib/attachments/queries'
import { can } from '@/lib/core/context'
import { show } from '@/lib/core/tenant'
import { projectChannel, sharedChannel } from '@/lib/notifications/channels'
import { readProject } from '../read-project'

type Props = { params: Promise<{ org: string; project: string }> }

export const metadata: Metadata = { title: messages.heading }

export default async function FilesPage({ params }: Props) {
  const { org, project: reference } = await params
  const { ctx, project } = await readProject(org, reference)
  const files = await show(filesOfProject(ctx, { project: project.id, limit: 100 }))
  const { id, locale, timeZone } = ctx.organization
  const seesInternal = can(ctx, 'tasks.comments.view_internal')
  return (
    <div className="max-w-4xl">
      <ConversationLive
        channel={(seesInternal ? projectChannel : sharedChannel)(id, project.id)}
        about="attachments"
        id={project.id}
      />
      <AttachmentCard
        subject={{ kind: 'project', id: project.id }}
        initial={files.items}
        mayAttach={project.may.comment}
        reader={{ org, locale, timeZone, seesInternal, seesPeople: can(ctx, 'organization.members.view') }}
      />
    </div>
  )
}
