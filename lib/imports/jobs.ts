import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { imports } from '@/db/schema/tasks'
import { defineCommand } from '@/lib/core/command'
import { changed, unchanged } from '@/lib/core/events'
import { memberContext, systemContext } from '@/lib/core/system'
import { idInput } from '@/lib/core/text'
import { inngest } from '@/lib/integrations/inngest'
import { type JobEventData, jobEventName } from '@/lib/jobs/events'
import { runImport } from './commands/run-import'

/** Ends an import that cannot go on, so that nobody watches a bar that never moves. */
const failImport = defineCommand({
  name: 'imports.fail',
  permission: 'system',
  input: z.strictObject({ import: idInput }),
  async run({ tx, ctx, input }) {
    const [row] = await tx
      .update(imports)
      .set({ status: 'FAILED', finishedAt: sql`now()`, version: sql`${imports.version} + 1` })
      .where(
        and(
          eq(imports.organizationId, ctx.organization.id),
          eq(imports.id, input.import),
          eq(imports.status, 'RUNNING'),
        ),
      )
      .returning({ projectId: imports.projectId })
    if (!row) return unchanged({})
    return changed(
      {},
      {
        type: 'import.finished',
        subject: { type: 'import', id: input.import },
        projectId: row.projectId,
        after: { status: 'FAILED' },
      },
    )
  },
})

/** Imports a file in the background, as the person who started it, with what they may do now. */
export const importTasks = inngest.createFunction(
  {
    id: 'import-tasks',
    name: 'Import of tasks',
    retries: 5,
    triggers: [{ event: jobEventName('import.started') }],
    concurrency: { limit: 2 },
    onFailure: async ({ event }) => {
      const { organizationId, eventId, subjectId } = event.data.event.data as JobEventData
      await failImport(await systemContext(organizationId, eventId), { import: subjectId })
    },
  },
  async ({ event, step }) => {
    const facts = event.data as JobEventData
    const { organizationId, eventId, subjectId, projectId } = facts
    const starter = facts.actorMemberId ?? ''
    for (let part = 1; ; part++) {
      const { more } = await step.run(`part ${part}`, async () => {
        const ctx = await memberContext(organizationId, starter, eventId)
        return runImport(ctx, { project: projectId ?? '', import: subjectId })
      })
      if (!more) return { parts: part }
    }
  },
)
