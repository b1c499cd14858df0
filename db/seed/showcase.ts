import { attachToTask } from '@/lib/attachments/commands/upload-attachment'
import { addItem } from '@/lib/checklists/commands/add-item'
import { updateItem } from '@/lib/checklists/commands/update-item'
import { createComment } from '@/lib/comments/commands/create-comment'
import { react } from '@/lib/comments/commands/react'
import type { Context } from '@/lib/core/context'
import { addDependency } from '@/lib/dependencies/commands/add-dependency'
import { createMilestone } from '@/lib/milestones/commands/create-milestone'
import { updateMilestone } from '@/lib/milestones/commands/update-milestone'
import type { DemoProject } from './stories'

type As = (email: string) => Promise<Context>

/** What a project in full swing has besides tasks: milestones, order among tasks, a checklist, a thread, a file. */
export async function seedShowcase(
  as: As,
  project: string,
  story: NonNullable<DemoProject['showcase']>,
  tasks: readonly { id: string }[],
  day: (offset: number) => string,
): Promise<void> {
  const [manager, developer] = [await as('manager@acme.test'), await as('developer@acme.test')]
  for (const { title, due, reached } of story.milestones) {
    const { id } = await createMilestone(manager, { project, title, dueOn: day(due) })
    if (reached) await updateMilestone(manager, { project, milestone: id, version: 1, reached })
  }
  for (const [later, earlier] of story.waits) {
    const [task, dependsOn] = [tasks[later]?.id, tasks[earlier]?.id]
    if (task && dependsOn) await addDependency(manager, { task, dependsOn })
  }
  const talked = tasks[story.checklist.task]?.id
  if (talked)
    for (const [index, text] of story.checklist.items.entries()) {
      const { id } = await addItem(developer, { task: talked, text })
      if (index < story.checklist.done) await updateItem(developer, { task: talked, item: id, done: true })
    }
  const first = tasks[0]?.id
  if (!first) return
  const file = new File([story.file.content], story.file.name, { type: 'text/csv' })
  await attachToTask(manager, { task: first, file, shared: true })
  const question = await createComment(manager, { task: first, body: story.thread.question, shared: true })
  await createComment(await as('client@acme.test'), { task: first, parent: question.id, body: story.thread.answer })
  await react(developer, { comment: question.id, emoji: '👍', on: true })
}
