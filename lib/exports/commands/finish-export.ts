import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { exports } from '@/db/schema/exports'
import { defineCommand } from '@/lib/core/command'
import { changed, unchanged } from '@/lib/core/events'
import { idInput } from '@/lib/core/text'
import { storeFile } from '@/lib/files/store'
import { findExport } from '../queries'

const mine = z.strictObject({ export: idInput, doneRows: z.int() })

/** Says how far a running export is. */
export const noteProgress = defineCommand({
  name: 'exports.progress',
  permission: 'member',
  input: mine,
  find: async ({ tx, ctx, input }) => ({ ...(await findExport(tx, ctx, input.export)), permitted: true }),
  async run({ tx, ctx, input, subject }) {
    if (subject.status !== 'RUNNING') return unchanged({})
    await tx
      .update(exports)
      .set({ doneRows: input.doneRows })
      .where(and(eq(exports.organizationId, ctx.organization.id), eq(exports.id, subject.id)))
    return changed(
      {},
      {
        type: 'export.progressed',
        subject: { type: 'export', id: subject.id },
        after: { doneRows: input.doneRows },
        payload: { memberId: subject.createdById },
      },
    )
  },
})

/** Keeps the finished file; doing it again changes nothing. */
export const finishExport = defineCommand({
  name: 'exports.finish',
  permission: 'member',
  input: z.strictObject({
    export: idInput,
    rows: z.int(),
    file: z.custom<{ name: string; content: Uint8Array }>((value) => typeof value === 'object' && value !== null),
  }),
  find: async ({ tx, ctx, input }) => ({ ...(await findExport(tx, ctx, input.export)), permitted: true }),
  async run({ tx, ctx, input, subject }) {
    if (subject.status !== 'RUNNING') return unchanged({})
    const fileId = await storeFile(tx, ctx, 'export', input.file)
    const count = { doneRows: input.rows, totalRows: input.rows }
    await tx
      .update(exports)
      .set({ ...count, status: 'SUCCEEDED', fileId, finishedAt: sql`now()`, version: sql`${exports.version} + 1` })
      .where(and(eq(exports.organizationId, ctx.organization.id), eq(exports.id, subject.id)))
    return changed(
      {},
      {
        type: 'export.finished',
        subject: { type: 'export', id: subject.id },
        after: { status: 'SUCCEEDED', ...count },
        payload: { memberId: subject.createdById },
      },
    )
  },
})

/** Ends an export that cannot go on, so that nobody watches a bar that never moves. */
export const failExport = defineCommand({
  name: 'exports.fail',
  permission: 'system',
  input: z.strictObject({ export: idInput }),
  async run({ tx, ctx, input }) {
    const [row] = await tx
      .update(exports)
      .set({ status: 'FAILED', finishedAt: sql`now()`, version: sql`${exports.version} + 1` })
      .where(
        and(
          eq(exports.organizationId, ctx.organization.id),
          eq(exports.id, input.export),
          eq(exports.status, 'RUNNING'),
        ),
      )
      .returning({ createdById: exports.createdById })
    if (!row) return unchanged({})
    return changed(
      {},
      {
        type: 'export.finished',
        subject: { type: 'export', id: input.export },
        after: { status: 'FAILED' },
        payload: { memberId: row.createdById },
      },
    )
  },
})
