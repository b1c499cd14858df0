import { type Context, can } from '@/lib/core/context'
import type { Permission } from '@/lib/core/permissions'

export const noticeChannels = ['product', 'mail'] as const
export type NoticeChannel = (typeof noticeChannels)[number]

type Kind = {
  /** Whether it reaches somebody who has chosen nothing. */
  product: boolean
  mail: boolean
  /** It asks this one person to act: muting does not silence it, and a burst does not swallow its mail. */
  addressed?: true
  /** Who can get one at all: whoever holds any of these. */
  needs?: Permission[]
  /** It is only ever a mail, about no project: there is nothing to switch elsewhere. */
  mailOnly?: true
}

const team: Permission[] = ['organization.members.view']

/** What one can switch, by what a notice means to its reader rather than by the event behind it. */
export const noticeKinds = {
  assigned: { product: true, mail: true, addressed: true, needs: team },
  mentioned: { product: true, mail: true, addressed: true },
  comments: { product: true, mail: false },
  task_steps: { product: true, mail: false },
  verify: { product: true, mail: true, addressed: true, needs: ['finance.payments.verify'] },
  my_payments: { product: true, mail: true, needs: ['finance.payments.record', 'projects.projects.edit'] },
  projects: { product: true, mail: true },
  project_steps: { product: true, mail: false },
  tickets: { product: true, mail: true, needs: team },
  my_tickets: { product: true, mail: true, needs: ['support.tickets.create'] },
  ticket_steps: { product: true, mail: false },
  transfers: { product: true, mail: false },
  access: { product: true, mail: true },
  asked: {
    product: true,
    mail: true,
    addressed: true,
    needs: ['organization.members.edit', 'organization.roles.manage', 'projects.projects.staff'],
  },
  invitations: { product: true, mail: false, needs: ['organization.members.invite'] },
  digests: { product: false, mail: true, mailOnly: true },
} satisfies Record<string, Kind>

export type NoticeKind = keyof typeof noticeKinds
export const noticeKindNames = Object.keys(noticeKinds) as [NoticeKind, ...NoticeKind[]]

/** A kind's rules by its name; undefined for one that a notice of an older time may carry. */
export const kindOf = (name: string): Kind | undefined => (noticeKinds as Record<string, Kind>)[name]

/** The kinds that come as notices, besides those that are mails only. */
export const noticesFor = (ctx: Context): NoticeKind[] => kindsFor(ctx).filter((name) => !kindOf(name)?.mailOnly)

/** The kinds that this member could get, in the order in which they are shown. */
export const kindsFor = (ctx: Context): NoticeKind[] =>
  noticeKindNames.filter((name) => {
    const { needs } = noticeKinds[name] as Kind
    return !needs || needs.some((permission) => can(ctx, permission))
  })
