import { desc, eq } from 'drizzle-orm'
import { proofs } from '@/db/schema/proofs'
import { notFound } from '@/lib/core/errors'
import { defineQuery } from '@/lib/core/query'
import { inPlatform, type Tx } from '@/lib/core/transaction'
import { type About, noInput, type ProofState, proofRefInput } from './schema'
import type { Section } from './sheet'

const kept = 20

const proofOf = (row: typeof proofs.$inferSelect) => {
  const sections = row.sections as Section[]
  return {
    id: row.id,
    state: row.state as ProofState,
    startedAt: row.startedAt,
    finishedAt: row.finishedAt,
    asked: sections.reduce((sum, { asked }) => sum + asked, 0),
    found: sections.reduce((sum, { findings }) => sum + findings.length, 0),
    about: row.about as About,
    sections,
  }
}
export type Proof = ReturnType<typeof proofOf>

const latest = async (tx: Tx) =>
  (await tx.select().from(proofs).orderBy(desc(proofs.startedAt)).limit(kept)).map(proofOf)

/** The latest sheets, newest first. A sheet is about the installation and names no organization of anybody's. */
export const listProofs = defineQuery({
  name: 'proof.list',
  permission: 'organization.audit.view',
  input: noInput,
  run: async ({ tx }) => ({ latest: await latest(tx) }),
})

/** One sheet. @throws 404 */
export const getProof = defineQuery({
  name: 'proof.get',
  permission: 'organization.audit.view',
  input: proofRefInput,
  async run({ tx, input }) {
    const [row] = await tx.select().from(proofs).where(eq(proofs.id, input.proof))
    if (!row) throw notFound()
    return proofOf(row)
  },
})

/** The latest sheets, for the platform's own page. */
export const proofsOfPlatform = (): Promise<Proof[]> => inPlatform(latest)
