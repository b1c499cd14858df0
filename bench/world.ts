import type { Product } from './product'

export const password = 'lobby demo password'
export const people = { owner: 'owner@bench.test', second: 'second@bench.test' }

export type World = { organizationId: string; projectId: string }

/** The organization `bench` with two people and the project `SEED`, made by the product's own commands. */
export async function makeWorld(product: Product): Promise<World> {
  Object.assign(process.env, product.environment())
  const { addMember, actingAs, demoOrganization, demoUser } = await import('@/db/seed/people')
  const { createClient } = await import('@/lib/clients/commands/create-client')
  const { createProject } = await import('@/lib/projects/commands/create-project')
  const { closePool } = await import('@/lib/core/transaction')
  const owner = await demoUser(people.owner, 'Olga Owner')
  const organizationId = await demoOrganization('bench', 'Bench', 'hello@bench.test', owner)
  await addMember(organizationId, await demoUser(people.second, 'Sol Second'), ['admin'])
  const ctx = await actingAs(organizationId, people.owner)
  const client = await createClient(ctx, { name: 'Northwind' })
  const project = await createProject(ctx, {
    title: 'Seed',
    key: 'SEED',
    clientId: client.id,
    cost: { amount: 0, currency: 'EUR' },
    managerId: ctx.actor.memberId,
  })
  const sql = product.superuser()
  await sql`set session_replication_role = replica`
  await sql`update projects set status = 'ACTIVE', unlocked_at = now() where id = ${project.id}`
  await sql.end()
  await closePool()
  return { organizationId, projectId: project.id }
}
