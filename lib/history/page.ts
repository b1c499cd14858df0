import { defineQuery } from '@/lib/core/query'
import { membersThen, projectThen, readersThen, roleThen } from './queries'
import { pastPageInput } from './schema'

/** What the page of a past moment shows, in one transaction as of it. @throws 404 · 409 `BEFORE_HISTORY` */
export const pastPage = defineQuery({
  name: 'history.page',
  permission: 'organization.audit.view',
  past: true,
  input: pastPageInput,
  async run({ tx, ctx, input: { of, id = '', as_of: moment } }) {
    const as_of = moment.toISOString()
    const limit = 50
    const [subject, readers] = await Promise.all([
      of === 'project'
        ? projectThen.within(tx, ctx, { project: id, as_of }).then((project) => ({ of, project }))
        : of === 'role'
          ? roleThen.within(tx, ctx, { role: id, as_of }).then((role) => ({ of, role }))
          : membersThen.within(tx, ctx, { as_of, limit: 100 }).then((members) => ({ of, members })),
      readersThen.within(tx, ctx, { of, as_of, limit, ...(of === 'project' && { project: id }) }),
    ])
    return { subject, readers }
  },
})
export type Past = Awaited<ReturnType<typeof pastPage>>
