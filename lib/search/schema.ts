import { z } from 'zod'

export const searchKinds = ['task', 'project', 'client', 'contact', 'lead', 'ticket', 'member'] as const
export type SearchKind = (typeof searchKinds)[number]

export const searchInput = z.strictObject({
  q: z.string().trim().min(2, 'Type two letters at least.').max(100),
  kinds: z
    .string()
    .max(100)
    .transform((text) => text.split(',').filter((kind): kind is SearchKind => searchKinds.some((one) => one === kind)))
    .optional(),
  limit: z.coerce.number().int().min(1).max(20).default(5),
})
