import { z } from 'zod'
import { pageInput } from '@/lib/core/page'
import { allPermissions } from '@/lib/core/permissions'
import { idInput } from '@/lib/core/text'

/** The records with a scope of their own, and payments, which are reached by their project's. */
export const places = ['client', 'lead', 'project', 'payment', 'task', 'ticket'] as const
export type Place = (typeof places)[number]
/** What lies on a project, a task or a ticket, is seen by who sees that, and may be hidden from some of them. */
const lying = ['comment', 'attachment'] as const

/** The records whose access can be explained. */
export const recordTypes = [...places, ...lying] as const
export type RecordType = (typeof recordTypes)[number]

const record = { type: z.enum(recordTypes), id: z.string().trim().min(1).max(200).describe('An id, or a key.') }
const permission = z.enum(allPermissions)

const together = ({ type, id }: { type?: unknown; id?: unknown }) => (type === undefined) === (id === undefined)
const apart = { path: ['id'], message: 'Name a record by its type and its id.' }

export const explainInput = z
  .strictObject({
    type: record.type.optional(),
    id: record.id.optional(),
    /** Seeing the record, unless said otherwise. */
    permission: permission.optional(),
    /** Oneself, unless said otherwise. */
    member: idInput.optional(),
  })
  .refine(together, apart)
  .refine(({ type, permission }) => type !== undefined || permission !== undefined, {
    path: ['permission'],
    message: 'Name a record, a permission, or both.',
  })

export const listReadersInput = z.strictObject({ ...pageInput, ...record, q: z.string().max(100).optional() })

export const askForAccessInput = z
  .strictObject({
    of: idInput,
    permission,
    type: record.type.optional(),
    id: record.id.optional(),
  })
  .refine(together, apart)
