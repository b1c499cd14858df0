import type { Context } from '@/lib/core/context'
import { createLead } from '@/lib/leads/commands/create-lead'
import { moveLead } from '@/lib/leads/commands/move-lead'
import { listLeads } from '@/lib/leads/queries'
import type { LeadStage } from '@/lib/leads/schema'

type Story = [
  company: string,
  contact: string,
  stage: Exclude<LeadStage, 'WON'>,
  euros: number,
  followUp: number | null,
  source: string,
]

const stories: Story[] = [
  ['Alpine Outdoor', 'Livia Keller', 'NEW', 18_000, 2, 'Website form'],
  ['Bluebird Schools', 'Tom Reid', 'NEW', 0, 0, 'Recommendation by Northwind'],
  ['Canal Books', 'Noor Visser', 'CONTACTED', 9_500, -1, 'Fair in Utrecht'],
  ['Dune Festivals', 'Amir Haddad', 'CONTACTED', 42_000, 6, 'Recommendation'],
  ['Elm & Sons', 'Grace Elm', 'QUALIFIED', 27_500, 1, 'Website form'],
  ['Fjord Dental', 'Ingrid Moe', 'PROPOSAL', 36_000, -3, 'Conference talk'],
  ['Granite Insurance', 'Paul Stone', 'PROPOSAL', 120_000, 4, 'Tender'],
  ['Hazel Foods', 'Mira Novak', 'LOST', 15_000, null, 'Cold call'],
]

const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10)

/** A pipeline as a salesperson has it after a few weeks; run again it changes nothing. */
export async function seedLeads(sales: Context): Promise<void> {
  if ((await listLeads(sales, { limit: 1 })).items.length > 0) return
  for (const [company, contactName, stage, euros, followUp, source] of stories) {
    const domain = `${company.toLowerCase().replace(/[^a-z]+/g, '-')}.example`
    const { id } = await createLead(sales, {
      company,
      contactName,
      email: `${contactName.toLowerCase().replace(/[^a-z]+/g, '.')}@${domain}`,
      website: `https://${domain}`,
      source,
      valueMinor: euros > 0 ? euros * 100 : null,
      followUpOn: followUp === null ? null : day(followUp),
    })
    if (stage !== 'NEW')
      await moveLead(sales, {
        lead: id,
        version: 1,
        stage,
        reason: stage === 'LOST' ? 'They build it themselves.' : undefined,
      })
  }
}
