import type { EventDraft } from '@/lib/core/events'

type Said = { name: string; query: string; shared: boolean }
type Written = { type: 'view.created' | 'view.updated' | 'view.deleted'; memberId: string; project: string }

/** What the trail may say of a view: that of oneself is nobody else's to read. */
const saidOf = (view: Said | undefined, project: string) =>
  view && {
    project,
    sharedWithTeam: view.shared,
    ...(view.shared && { name: view.name, filters: view.query }),
  }

/** About whoever keeps the view, not the project: its history tells what happened to the work. */
export const viewEvent = ({ type, memberId, project }: Written, before?: Said, after?: Said): EventDraft => ({
  type,
  subject: { type: 'member', id: memberId },
  before: saidOf(before, project),
  after: saidOf(after, project),
  quiet: true,
})
