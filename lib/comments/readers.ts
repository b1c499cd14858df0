import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { clients, contacts } from '@/db/schema/clients'
import { projects } from '@/db/schema/projects'
import type { Permission } from '@/lib/core/permissions'
import { defineQuery } from '@/lib/core/query'
import { activeMembers, type Colleague } from '@/lib/members/active'
import { reaches } from '@/lib/projects/queries'
import { clientSees } from '@/lib/projects/scope'
import {
  type CommentSubject,
  readersOfProjectInput,
  readersOfTaskInput,
  readersOfTicketInput,
  subjectOf,
} from './schema'
import { findSubject } from './subject'

const viewing: Record<CommentSubject, Permission> = {
  task: 'tasks.tasks.view',
  ticket: 'support.tickets.view',
  project: 'projects.projects.view',
}
type Given = { [K in CommentSubject]?: string } & { mentioned: string[] }
/** Enough to choose from by typing; larger houses find people by more letters. */
const mostColleagues = 300

/**
 * Who will read what is written here: the outside people whom a shared comment reaches, the colleagues who can be named,
 * and of those who are named the ones who cannot see it. For who may see people. @throws 403 · 404
 */
const readersOf = <Schema extends z.ZodType<Given>>(input: Schema) =>
  defineQuery({
    name: 'comments.readers',
    permission: 'organization.members.view',
    input,
    async run({ tx, ctx, input }) {
      const { kind, reference } = subjectOf(input)
      const subject = await findSubject[kind](tx, ctx, reference, viewing[kind])
      const [people, [project], candidates] = await Promise.all([
        activeMembers(tx, ctx),
        tx
          .select({
            staff: reaches(ctx, 'projects.projects.staff'),
            told: sql<boolean>`${kind === 'ticket'}::boolean or ${clientSees('comments', projects.organizationId, projects.id)}`,
          })
          .from(projects)
          .where(and(eq(projects.organizationId, ctx.organization.id), eq(projects.id, subject.projectId))),
        tx
          .select({ memberId: contacts.memberId, client: clients.name })
          .from(contacts)
          .innerJoin(
            projects,
            and(eq(projects.organizationId, contacts.organizationId), eq(projects.clientId, contacts.clientId)),
          )
          .innerJoin(
            clients,
            and(eq(clients.organizationId, contacts.organizationId), eq(clients.id, contacts.clientId)),
          )
          .where(
            and(
              eq(contacts.organizationId, ctx.organization.id),
              eq(projects.id, subject.projectId),
              isNotNull(contacts.memberId),
              isNull(contacts.deletedAt),
            ),
          )
          .orderBy(sql`lower(${contacts.name})`),
      ])
      const colleagues = people.filter(({ permissions }) => permissions['organization.members.view'])
      const seenBy = (person: Colleague) => subject.seenBy(tx, ctx, person)
      const ofClient = candidates.flatMap(({ memberId, client }) => {
        const person = people.find(({ id }) => id === memberId)
        return person ? [{ person, client }] : []
      })
      const named = colleagues.filter(({ id }) => input.mentioned.includes(id))
      const [outside, seeing] = await Promise.all([
        Promise.all(ofClient.map(({ person }) => seenBy(person))),
        Promise.all(named.map(seenBy)),
      ])
      return {
        outside: ofClient
          .filter((_, at) => outside[at] && project?.told)
          .map(({ person, client }) => ({ name: person.name, client })),
        colleagues: colleagues
          .map(({ id, name }) => ({ id, name }))
          .sort((a, b) => a.name.localeCompare(b.name, ctx.organization.locale))
          .slice(0, mostColleagues),
        blind: named
          .filter((_, at) => !seeing[at])
          .map(({ id, name, permissions }) => ({
            id,
            name,
            mayJoin: project?.staff === true && !!permissions[viewing[kind]],
          })),
      }
    },
  })

export const readersOfTask = readersOf(readersOfTaskInput)
export const readersOfTicket = readersOf(readersOfTicketInput)
export const readersOfProject = readersOf(readersOfProjectInput)
export type Readers = Awaited<ReturnType<typeof readersOfTask>>
