import { z } from 'zod'
import { operation } from '@/lib/core/operation'
import { timestamp } from '@/lib/core/rest-shapes'
import { askForProof } from './commands/ask-for-proof'
import { getProof, listProofs } from './queries'
import { aboutShape, proofStates, sectionShape } from './schema'

const proof = z.object({
  id: z.uuid(),
  state: z.enum(proofStates).describe('FAILED: something answered that must not. BROKEN: it could not be done.'),
  startedAt: timestamp,
  finishedAt: timestamp.nullable(),
  asked: z.int(),
  found: z.int(),
  about: aboutShape,
  sections: z.array(sectionShape),
})

export const list = operation(listProofs, {
  method: 'GET',
  path: '/proofs',
  summary: 'The latest sheets that prove the walls between organizations, newest first',
  output: z.object({ latest: z.array(proof) }),
})

export const get = operation(getProof, {
  method: 'GET',
  path: '/proofs/{proof}',
  summary: 'One sheet',
  output: proof,
})

export const ask = operation(askForProof, {
  method: 'POST',
  path: '/proofs',
  summary: 'Ask for a proof of the walls of this installation',
  description: 'It takes about a minute. The next one can be asked for ten minutes after the last.',
  output: z.object({ id: z.uuid() }),
  status: 201,
  location: ({ id }) => `proofs/${id}`,
})
