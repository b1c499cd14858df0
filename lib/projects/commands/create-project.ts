import { eq } from 'drizzle-orm'
import { projectCounters, projects } from '@/db/schema/projects'
import { findClient } from '@/lib/clients/queries'
import { defineCommand, newId } from '@/lib/core/command'
import { can, memberOf } from '@/lib/core/context'
import { AppError, invalidField } from '@/lib/core/errors'
import { changed } from '@/lib/core/events'
import { requireColleagues } from '@/lib/members/active'
import { activateWhenPaid } from '../activation'
import { proposeKey } from '../policy'
import { pricingColumns, projectConflicts } from '../pricing'
import { createProjectInput } from '../schema'

/** Creates a project for a client that the actor can see. Without a key one is proposed; its maker is the salesperson unless named. */
export const createProject = defineCommand({
  name: 'projects.create',
  permission: 'projects.projects.create',
  input: createProjectInput,
  conflicts: projectConflicts,
  async run({ tx, ctx, input }) {
    const {
      cost,
      discount,
      taxRate,
      requiredShare,
      key: wanted,
      salespersonId,
      managerId,
      verifierId,
      ...fields
    } = input
    const organizationId = ctx.organization.id
    const client = await findClient(tx, ctx, input.clientId, 'crm.clients.view').catch((error: unknown) => {
      throw error instanceof AppError ? invalidField('clientId', 'There is no such client.') : error
    })
    await requireColleagues(tx, ctx, 'salespersonId', [salespersonId])
    await requireColleagues(tx, ctx, 'verifierId', [verifierId])
    await requireColleagues(tx, ctx, 'managerId', [managerId])
    const taken = await tx
      .select({ key: projects.key })
      .from(projects)
      .where(eq(projects.organizationId, organizationId))
    const key = wanted ?? proposeKey(input.title, (candidate) => taken.some((project) => project.key === candidate))

    const id = newId()
    const row = {
      ...fields,
      key,
      ...pricingColumns({ cost, discount, taxRate, requiredShare }),
      costMinor: cost.amount,
      currency: cost.currency,
      salespersonId: salespersonId ?? (can(ctx, 'crm.leads.view') ? memberOf(ctx) : null),
      verifierId,
      managerId,
    }
    await tx.insert(projects).values({ organizationId, id, ...row, createdById: memberOf(ctx) })
    await tx.insert(projectCounters).values({ organizationId, projectId: id })
    const activated = await activateWhenPaid(tx, ctx, id)
    return changed(
      { id, key },
      {
        type: 'project.created',
        subject: { type: 'project', id },
        projectId: id,
        after: { ...row, client: client.name },
      },
      ...activated,
    )
  },
})
