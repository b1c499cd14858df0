import { kindOf, type NoticeKind } from './kinds'
import { kindWords } from './messages'
import type { Notice } from './queries'

type Asked = Record<string, string | string[] | undefined>
export type View = { filter?: 'unread' | 'mentions'; project?: string; kind?: NoticeKind; cursor?: string }

/** What the address of the page asks for; what it cannot mean is left out. */
export function readView({ filter, project, kind, cursor }: Asked): View {
  const text = (value: Asked[string]) => (typeof value === 'string' && value !== '' ? value : undefined)
  return {
    filter: filter === 'unread' || filter === 'mentions' ? filter : undefined,
    project: text(project)?.match(/^[\w-]{2,40}$/)?.[0],
    kind: kindOf(text(kind) ?? '') ? (kind as NoticeKind) : undefined,
    cursor: text(cursor),
  }
}

/** The same as input of the list. */
export const viewInput = ({ filter, project, kind, cursor }: View) => ({
  project,
  cursor,
  kind: filter === 'mentions' ? ('mentioned' as const) : kind,
  unread: filter === 'unread',
})

/** A notice as a line of the page. */
export const toLine = ({ id, kind, title, why, href, project, task, ticket, createdAt, readAt }: Notice) => ({
  id,
  kind,
  label: kind && kindWords[kind].label,
  title,
  why,
  href,
  project,
  task,
  ticket,
  at: createdAt.toISOString(),
  unread: readAt === null,
})
