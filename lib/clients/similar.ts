import { and, inArray, or, sql } from 'drizzle-orm'
import { z } from 'zod'
import { clients } from '@/db/schema/clients'
import { defineQuery } from '@/lib/core/query'
import { visibleClients } from './queries'

/** Where anybody has an address: two clients with one of these have nothing in common. */
const everybodys = new Set(
  'gmail.com googlemail.com outlook.com hotmail.com live.com yahoo.com icloud.com me.com aol.com proton.me protonmail.com gmx.de gmx.net web.de mail.com t-online.de'.split(
    ' ',
  ),
)

export const similarClientsInput = z.strictObject({
  name: z.string().trim().max(160).default(''),
  /** With commas: of the website, and of the contacts' e-mails. */
  domains: z
    .string()
    .max(500)
    .default('')
    .transform((text) =>
      text
        .toLowerCase()
        .split(',')
        .map((domain) => domain.trim().replace(/^www\./, ''))
        .filter((domain) => /^[^@\s,]+\.[^@\s,]+$/.test(domain) && !everybodys.has(domain))
        .slice(0, 10),
    ),
})

/**
 * Clients that one may be about to add again: with a name that is in the other, or like it, or with a website or a
 * contact of the same domain. Only those that the reader sees. @returns at most five, `{ id, name, because }`
 */
export const similarClients = defineQuery({
  name: 'clients.similar',
  permission: 'crm.clients.view',
  input: similarClientsInput,
  async run({ tx, ctx, input: { name, domains } }) {
    const byName =
      name.length >= 3
        ? sql`(position(lower(${name}) in lower(${clients.name})) > 0 or position(lower(${clients.name}) in lower(${name})) > 0
            or similarity(lower(${clients.name}), lower(${name})) > 0.45)`
        : undefined
    const website = sql`regexp_replace(lower(coalesce(${clients.website}, '')), '^https?://(www\\.)?|[/:].*$', '', 'g')`
    const byDomain =
      domains.length > 0
        ? or(
            inArray(website, domains),
            sql`exists (select 1 from contacts where contacts.organization_id = clients.organization_id
              and contacts.client_id = clients.id and contacts.deleted_at is null
              and ${inArray(sql`split_part(contacts.email, '@', 2)`, domains)})`,
          )
        : undefined
    if (!byName && !byDomain) return { clients: [] }
    const rows = await tx
      .select({ id: clients.id, name: clients.name, named: sql<boolean>`coalesce(${byName ?? sql`false`}, false)` })
      .from(clients)
      .where(and(visibleClients(ctx), or(byName, byDomain)))
      .orderBy(sql`lower(clients.name)`)
      .limit(5)
    return {
      clients: rows.map(({ named, ...client }) => ({
        ...client,
        because: named ? ('name' as const) : ('domain' as const),
      })),
    }
  },
})
