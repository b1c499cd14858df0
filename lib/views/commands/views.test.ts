import { expect, test } from 'vitest'
import { worldOfTest } from '@/lib/core/testing'
import { createView } from './create-view'
import { deleteView } from './delete-view'
import { updateView } from './update-view'

const here = worldOfTest()
const trail = async () => {
  const rows = await here.sql`select event, subject_type, subject_id, project_id, before, after from audit_log
    where event like 'view.%' order by id`
  return rows.map((row) => ({ ...row }))
}

test('keeping, changing and deleting a view is in the trail, with its filters only while the team shares it', async () => {
  const { ctx, memberId } = here.world.people.project_manager
  const project = here.world.projects.active.key
  const { id: view } = await createView(ctx, { project, name: 'My late ones', query: 'due=overdue' })
  const at = { project, view }
  const about = { subject_type: 'member', subject_id: memberId, project_id: null }
  const kept = { project, sharedWithTeam: false }
  expect(await trail()).toEqual([{ event: 'view.created', ...about, before: null, after: kept }])

  await updateView(ctx, { ...at, version: 1, name: 'Still mine' })
  const { version } = await updateView(ctx, { ...at, version: 2, name: 'Late', shared: true })
  const shared = { project, sharedWithTeam: true, name: 'Late', filters: 'due=overdue' }
  expect((await trail()).slice(1)).toEqual([
    { event: 'view.updated', ...about, before: kept, after: kept },
    { event: 'view.updated', ...about, before: kept, after: shared },
  ])

  expect(await updateView(ctx, { ...at, version, name: 'Late' })).toEqual({ id: view, version })
  await deleteView(here.world.people.owner.ctx, at)
  expect((await trail()).slice(3)).toEqual([{ event: 'view.deleted', ...about, before: shared, after: null }])
})

test('nobody hears of a view, and an old version of it changes nothing', async () => {
  const { ctx } = here.world.people.developer
  const project = here.world.projects.active.key
  const { id: view } = await createView(ctx, { project, name: 'Mine', query: '', shared: true })
  await expect(updateView(ctx, { project, view, version: 0, name: 'Mine' })).rejects.toMatchObject({ status: 409 })
  expect(await here.sql`select 1 from outbox where type like 'view.%'`).toEqual([])
})
