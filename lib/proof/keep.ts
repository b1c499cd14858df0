import { and, desc, eq, lt, sql } from 'drizzle-orm'
import { proofs } from '@/db/schema/proofs'
import type { Conflicts } from '@/lib/core/database-errors'
import { env } from '@/lib/core/env'
import { conflict } from '@/lib/core/errors'
import { inPlatform, type Tx } from '@/lib/core/transaction'
import { buildId } from './build'
import type { Section } from './sheet'

/** The next one may be asked for so long after the last; it costs a minute of everybody's server. */
const restMinutes = 10
/** Whatever takes longer was ended with its server. */
const longestMinutes = 20

export const proofConflicts: Conflicts = {
  proofs_running: { path: '', message: 'A proof is running already. Its sheet appears here when it is done.' },
}

/**
 * Notes that a proof begins. @returns its id
 * @throws 409 `TOO_SOON` with `patient`, less than ten minutes after the last · 409 while one runs
 */
export async function beginProof(tx: Tx, patient: boolean): Promise<string> {
  await tx
    .update(proofs)
    .set({ state: 'BROKEN', finishedAt: sql`now()` })
    .where(
      and(
        eq(proofs.state, 'RUNNING'),
        lt(proofs.startedAt, sql`now() - make_interval(mins => ${longestMinutes}::int)`),
      ),
    )
  const [latest] = await tx
    .select({ rested: sql<boolean>`${proofs.finishedAt} < now() - make_interval(mins => ${restMinutes}::int)` })
    .from(proofs)
    .where(sql`finished_at is not null`)
    .orderBy(desc(proofs.startedAt))
    .limit(1)
  if (patient && latest && !latest.rested)
    throw conflict('TOO_SOON', `There is a sheet from the last ${restMinutes} minutes. Try again a little later.`)
  const [row] = await tx.insert(proofs).values({}).returning({ id: proofs.id })
  return row?.id ?? ''
}

/** Keeps the sheet of a proof; null sections say that it could not be done. */
export async function finishProof(id: string, sections: Section[] | null): Promise<void> {
  const failed = sections?.some(({ findings }) => findings.length > 0)
  await inPlatform(async (tx) => {
    const [server] = await tx.execute<{ version: string }>(sql`select current_setting('server_version') as version`)
    const of = { build: await buildId(), postgres: server?.version, url: env().LOBBY_URL }
    await tx
      .update(proofs)
      .set({
        state: sections === null ? 'BROKEN' : failed ? 'FAILED' : 'PASSED',
        sections: sections ?? [],
        about: of,
        finishedAt: sql`now()`,
      })
      .where(and(eq(proofs.id, id), eq(proofs.state, 'RUNNING')))
  })
}
