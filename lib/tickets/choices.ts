import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { members } from '@/db/schema/organizations'
import { projects } from '@/db/schema/projects'
import { tickets } from '@/db/schema/tickets'
import { can } from '@/lib/core/context'
import { defineQuery } from '@/lib/core/query'
import { ofProject, visibleTickets } from './find'

/** By what a list of tickets can be narrowed: the projects they are on, and who has one. */
export const ticketChoices = defineQuery({
  name: 'tickets.choices',
  permission: 'support.tickets.view',
  input: z.strictObject({}),
  async run({ tx, ctx }) {
    const [found, people] = await Promise.all([
      tx
        .selectDistinct({ key: projects.key, title: projects.title })
        .from(tickets)
        .innerJoin(projects, ofProject)
        .where(visibleTickets(ctx))
        .orderBy(projects.key)
        .limit(200),
      can(ctx, 'organization.members.view')
        ? tx
            .selectDistinct({ id: members.id, name: members.name })
            .from(tickets)
            .innerJoin(projects, ofProject)
            .innerJoin(
              members,
              and(eq(members.organizationId, tickets.organizationId), eq(members.id, tickets.assigneeId)),
            )
            .where(visibleTickets(ctx))
            .orderBy(members.name)
            .limit(200)
        : [],
    ])
    return { projects: found, people }
  },
})
