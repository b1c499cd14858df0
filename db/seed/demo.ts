import { closePool } from '@/lib/core/transaction'
import { seedLeads } from './leads'
import { actingAs, addMember, demoOrganization, demoUser } from './people'
import { seedProjects } from './projects'
import { seedSecondYear } from './second-year'
import { colleagues } from './second-year-stories'
import { seedTickets } from './tickets'

/** The people of the demo: one login per role, so that each can be tried with one click. */
const acme = [
  ['admin@acme.test', 'Ada Admin', ['admin']],
  ['member@acme.test', 'Mia Member', ['member']],
  ['sales@acme.test', 'Sam Sales', ['salesperson']],
  ['verifier@acme.test', 'Vera Verifier', ['verifier']],
  ['manager@acme.test', 'Max Manager', ['project_manager']],
  ['developer@acme.test', 'Dora Developer', ['developer']],
  ['support@acme.test', 'Sid Support', ['support']],
  ['client@acme.test', 'Clara Client', ['client']],
] as const

/** Loads what is missing of the demo; run again it changes nothing. */
async function seed() {
  const owner = await demoUser('owner@acme.test', 'Olga Owner')
  const acmeId = await demoOrganization('acme', 'Acme Studio', 'hello@acme.test', owner)
  for (const [email, name, roles] of [...acme, ...colleagues])
    await addMember(acmeId, await demoUser(email, name), [...roles])

  const both = await demoUser('both@lobby.test', 'Bo Both')
  await addMember(acmeId, both, ['developer'])
  const globexId = await demoOrganization(
    'globex',
    'Globex Consulting',
    'hello@globex.test',
    await demoUser('owner@globex.test', 'Greta Globex'),
  )
  await addMember(globexId, both, ['admin'])
  await demoUser('superadmin@lobby.test', 'Sue Superadmin', { platformAdmin: true })

  const contexts = new Map<string, ReturnType<typeof actingAs>>()
  const as = (email: string) => {
    const known = contexts.get(email) ?? actingAs(acmeId, email)
    contexts.set(email, known)
    return known
  }
  await seedProjects(as)
  await seedLeads(await as('sales@acme.test'))
  await seedTickets(as)
  await seedSecondYear(as)
}

async function main() {
  await seed()
  await closePool()
  console.log('The demo is loaded')
}

main().catch((error) => {
  console.error(error)
  process.exit(1)
})
