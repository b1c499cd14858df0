import { noticeHref } from './href'
import { fallbackTitle, noticeReasonWords, noticeTitles } from './messages'
import type { Notice } from './queries'

const somebody = 'Somebody'

/** A notice as a line to read: what happened, why it came, where it leads. */
export function noticeLine(slug: string, notice: Notice) {
  const words = {
    actor: notice.actor ?? somebody,
    project: notice.project ? `${notice.project.key} ${notice.project.title}` : '',
    ticket: notice.ticket ? `${notice.ticket.key} ${notice.ticket.title}` : '',
    task: notice.task ? `${notice.task.key} ${notice.task.title}` : '',
  }
  const ticketKey = notice.ticket?.key
  const taskNumber = notice.task ? Number(notice.task.key.split('-').at(-1)) : null
  return {
    id: notice.id,
    title: noticeTitles[notice.type]?.(words) ?? fallbackTitle,
    why: noticeReasonWords[notice.reason],
    href: noticeHref(slug, {
      type: notice.type,
      subjectType: notice.subject.type,
      subjectId: notice.subject.id,
      projectKey: notice.project?.key,
      taskNumber,
      ticketKey,
    }),
    at: notice.createdAt.toISOString(),
    unread: notice.readAt === null,
  }
}
