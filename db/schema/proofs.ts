import { sql } from 'drizzle-orm'
import { check, index, jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { createdAt, id, instant } from '../columns'

/** A proof that the walls between organizations stand: what was tried on this installation, and what was found. */
export const proofs = pgTable(
  'proofs',
  {
    id: id(),
    state: text('state').notNull().default('RUNNING'),
    /** What a sheet says it was of: version, PostgreSQL, address. */
    about: jsonb('about').notNull().default({}),
    /** One entry per part of the attack: `{ part, asked, findings }`. */
    sections: jsonb('sections').notNull().default([]),
    startedAt: createdAt(),
    finishedAt: instant('finished_at'),
  },
  (t) => [
    primaryKey({ name: 'proofs_pkey', columns: [t.id] }),
    // One at a time, however many ask.
    uniqueIndex('proofs_running').on(t.state).where(sql`state = 'RUNNING'`),
    index('proofs_started').on(t.startedAt.desc()),
    check('proofs_state', sql`${t.state} in ('RUNNING', 'PASSED', 'FAILED', 'BROKEN')`),
    check('proofs_finished', sql`(${t.state} = 'RUNNING') = (${t.finishedAt} is null)`),
  ],
)
