import { z } from 'zod'
import { pageInput } from '@/lib/core/page'
import { emailInput, idInput, line, longText } from '@/lib/core/text'

const optionalLine = (max: number) => z.union([line(max), z.literal('').transform(() => null), z.null()]).optional()

export const contactInput = z.strictObject({
  name: line(120, 'What is the contact called?'),
  email: z.union([emailInput, z.literal('').transform(() => null), z.null()]).optional(),
  phone: optionalLine(40),
  position: optionalLine(80),
})

export const createClientInput = z.strictObject({
  name: line(160, 'What is the client called?'),
  website: z
    .union([
      z.url({ protocol: /^https?$/, error: 'Enter an address such as https://example.com.' }),
      z.literal('').transform(() => null),
      z.null(),
    ])
    .optional(),
  notes: longText(10_000).optional(),
  contacts: z.array(contactInput).max(50).optional(),
})

export const updateClientInput = z.strictObject({
  client: idInput,
  version: z.int(),
  name: createClientInput.shape.name.optional(),
  website: createClientInput.shape.website,
  notes: createClientInput.shape.notes,
  ownerId: idInput.optional(),
})

export const clientRefInput = z.strictObject({ client: idInput })
export const clientActivityInput = z.strictObject({ ...pageInput, client: idInput })
export const addContactInput = z.strictObject({ client: idInput, ...contactInput.shape })
export const listClientsInput = z.strictObject({ ...pageInput, q: z.string().max(100).optional() })
