import { memberContext, systemContext } from '@/lib/core/system'
import { inTenant } from '@/lib/core/transaction'
import { inngest } from '@/lib/integrations/inngest'
import { type JobEventData, jobEventName } from '@/lib/jobs/events'
import { fileOf, readList } from './build'
import { failExport, finishExport, noteProgress } from './commands/finish-export'
import { findExport } from './queries'
import type { ExportFormat, ExportList } from './schema'

const mostRows = 200_000
const progressEvery = 2_000

/** Writes a long list in the background as the person who asked, with what they may see now. */
export async function buildExport(organizationId: string, memberId: string, id: string, requestId: string) {
  const ctx = await memberContext(organizationId, memberId, requestId)
  const row = await inTenant(ctx.organization.id, (tx) => findExport(tx, ctx, id))
  if (row.status !== 'RUNNING') return { rows: row.doneRows }
  const [list, format] = [row.list as ExportList, row.format as ExportFormat]
  const rows = await readList(ctx, list, row.filters, {
    most: mostRows,
    heard: async (count) => {
      if (count % progressEvery === 0) await noteProgress(ctx, { export: id, doneRows: count })
    },
  })
  if (rows === null) throw new Error(`More than ${mostRows} rows`)
  await finishExport(ctx, { export: id, rows: rows.length, file: await fileOf(ctx, list, format, rows) })
  return { rows: rows.length }
}

export const exportList = inngest.createFunction(
  {
    id: 'export-list',
    name: 'Export of a long list',
    retries: 3,
    triggers: [{ event: jobEventName('export.started') }],
    concurrency: { limit: 2 },
    onFailure: async ({ event }) => {
      const { organizationId, eventId, subjectId } = event.data.event.data as JobEventData
      await failExport(await systemContext(organizationId, eventId), { export: subjectId })
    },
  },
  async ({ event, step }) => {
    const { organizationId, actorMemberId, subjectId, eventId } = event.data as JobEventData
    return step.run('write', () => buildExport(organizationId, actorMemberId ?? '', subjectId, eventId))
  },
)
