import { z } from 'zod'
import { parts } from './sheet'

export type { Part, Section } from './sheet'

export const proofStates = ['RUNNING', 'PASSED', 'FAILED', 'BROKEN'] as const
export type ProofState = (typeof proofStates)[number]

export const noInput = z.strictObject({})
export const proofRefInput = z.strictObject({ proof: z.uuid() })

export const sectionShape = z.object({ part: z.enum(parts), asked: z.int(), findings: z.array(z.string()) })
export const aboutShape = z.object({ build: z.string().nullable(), postgres: z.string(), url: z.string() }).partial()
export type About = z.output<typeof aboutShape>
