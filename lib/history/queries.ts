import { and, asc, eq } from 'drizzle-orm'
import { type AnyPgColumn, alias } from 'drizzle-orm/pg-core'
import { clients, contacts } from '@/db/schema/clients'
import { members } from '@/db/schema/organizations'
import { projectMembers, projectShares, projects } from '@/db/schema/projects'
import { judge } from '@/lib/access/answer'
import { listReaders, type Reader } from '@/lib/access/queries'
import { type Context, can } from '@/lib/core/context'
import { forbidden, notFound } from '@/lib/core/errors'
import { decodeCursor, type Page, toPage } from '@/lib/core/page'
import { defineQuery } from '@/lib/core/query'
import type { Tx } from '@/lib/core/transaction'
import { activeMembers } from '@/lib/members/active'
import { listMembers } from '@/lib/members/queries'
import { projectIs, reaches, visibleProjects } from '@/lib/projects/queries'
import type { ProjectStatus } from '@/lib/projects/schema'
import { getRole } from '@/lib/roles/queries'
import { organizationThen } from './find'
import { membersThenInput, projectThenInput, readersThenInput, roleThenInput } from './schema'

/** The past is for those who read the trail; what they see of it is what their permissions of today reach of then. */
const permission = 'organization.audit.view'
const salesperson = alias(members, 'salesperson')
const verifier = alias(members, 'verifier')
const manager = alias(members, 'manager')
type Named = { id: string; name: string }

async function peopleOf(tx: Tx, ctx: Context, projectId: string): Promise<{ team: Named[]; sharedWith: Named[] }> {
  const here = ctx.organization.id
  const [team, sharedWith] = await Promise.all([
    tx
      .select({ id: members.id, name: members.name })
      .from(projectMembers)
      .innerJoin(
        members,
        and(eq(members.organizationId, projectMembers.organizationId), eq(members.id, projectMembers.memberId)),
      )
      .where(and(eq(projectMembers.organizationId, here), eq(projectMembers.projectId, projectId)))
      .orderBy(asc(members.name), asc(members.id)),
    tx
      .select({ id: contacts.id, name: contacts.name })
      .from(projectShares)
      .innerJoin(
        contacts,
        and(eq(contacts.organizationId, projectShares.organizationId), eq(contacts.id, projectShares.contactId)),
      )
      .where(and(eq(projectShares.organizationId, here), eq(projectShares.projectId, projectId)))
      .orderBy(asc(contacts.name), asc(contacts.id)),
  ])
  return { team, sharedWith }
}

/** A project as it stood, deleted since or not. @throws 404 · 409 `BEFORE_HISTORY` */
export const projectThen = defineQuery({
  name: 'history.project',
  permission,
  past: true,
  input: projectThenInput,
  async run({ tx, ctx: now, input }) {
    const ctx = await organizationThen(tx, now)
    const person = (table: { organizationId: AnyPgColumn; id: AnyPgColumn }, column: AnyPgColumn) =>
      and(eq(table.organizationId, projects.organizationId), eq(table.id, column))
    const [found] = await tx
      .select({
        project: projects,
        client: { id: clients.id, name: clients.name },
        salesperson: { id: salesperson.id, name: salesperson.name },
        verifier: { id: verifier.id, name: verifier.name },
        manager: { id: manager.id, name: manager.name },
        seesBudget: reaches(ctx, 'projects.budget.view'),
      })
      .from(projects)
      .innerJoin(clients, and(eq(clients.organizationId, projects.organizationId), eq(clients.id, projects.clientId)))
      .leftJoin(salesperson, person(salesperson, projects.salespersonId))
      .leftJoin(verifier, person(verifier, projects.verifierId))
      .leftJoin(manager, person(manager, projects.managerId))
      .where(and(visibleProjects(ctx), projectIs(input.project)))
    if (!found) throw notFound()
    const { project, client, seesBudget } = found
    const money = (amount: number) => ({ amount: Number(amount), currency: project.currency })
    return {
      id: project.id,
      key: project.key,
      title: project.title,
      description: project.description,
      status: project.status as ProjectStatus,
      client,
      salesperson: found.salesperson,
      verifier: found.verifier,
      manager: found.manager,
      ...(await peopleOf(tx, ctx, project.id)),
      startsOn: project.startsOn,
      dueOn: project.dueOn,
      budget: seesBudget ? { cost: money(project.costMinor), net: money(project.netMinor ?? project.costMinor) } : null,
    }
  },
})
export type ProjectThen = Awaited<ReturnType<typeof projectThen>>

/** A role as it stood, with who held it. @throws 404 · 409 `BEFORE_HISTORY` */
export const roleThen = defineQuery({
  name: 'history.role',
  permission,
  past: true,
  input: roleThenInput,
  async run({ tx, ctx: now, input }) {
    const ctx = await organizationThen(tx, now)
    const [role, holders] = await Promise.all([
      getRole.within(tx, ctx, { role: input.role }),
      listMembers.within(tx, ctx, { role: input.role, limit: 100 }),
    ])
    return { ...role, heldBy: holders.items.map(({ id, name, status }) => ({ id, name, status })) }
  },
})

/** The list of members as it stood. @throws 409 `BEFORE_HISTORY` */
export const membersThen = defineQuery({
  name: 'history.members',
  permission,
  past: true,
  input: membersThenInput,
  async run({ tx, ctx: now, input }) {
    const ctx = await organizationThen(tx, now)
    const { as_of: _, ...filters } = input
    return listMembers.within(tx, ctx, filters)
  },
})

/** Who could see roles and members: whoever held the permission, through which roles. */
async function peopleWithList(tx: Tx, ctx: Context, input: { cursor?: string; limit: number }): Promise<Page<Reader>> {
  const after = decodeCursor(input.cursor, 2)
  const people = (await activeMembers(tx, ctx))
    .map((person) => ({ person, ...judge(person, 'organization.members.view', null), name: person.name.toLowerCase() }))
    .filter(({ allowed }) => allowed)
    .sort((a, b) => (a.name < b.name || (a.name === b.name && a.person.id < b.person.id) ? -1 : 1))
    .filter(
      ({ name, person }) => !after || name > String(after[0]) || (name === after[0] && person.id > String(after[1])),
    )
  return toPage(
    people.slice(0, input.limit + 1),
    input.limit,
    ({ name, person }) => [name, person.id],
    ({ person, needs }) => ({
      id: person.id,
      name: person.name,
      outside: person.roleKeys.includes('client'),
      owner: person.owner,
      needs,
      parts: [],
      open: null,
    }),
  )
}

/** Who could see a project, or the roles and members, and through what: by the terms that decide today. @throws 404 · 409 */
export const readersThen = defineQuery({
  name: 'history.readers',
  permission,
  past: true,
  input: readersThenInput,
  async run({ tx, ctx: now, input: { of, project, limit, cursor } }) {
    if (!can(now, 'organization.members.view')) throw forbidden('organization.members.view')
    const ctx = await organizationThen(tx, now)
    return project && of === 'project'
      ? listReaders.within(tx, ctx, { type: 'project', id: project, limit, cursor })
      : peopleWithList(tx, ctx, { limit, cursor })
  },
})
