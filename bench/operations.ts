import { readFileSync } from 'node:fs'
import type { Visitor } from './visitor'

/** The id under which a page calls a server action, as the build wrote it down. */
export function actionId(name: string): string {
  const file = readFileSync('.next/server/server-reference-manifest.json', 'utf8')
  const { node } = JSON.parse(file) as { node: Record<string, { exportedName?: string }> }
  const found = Object.entries(node).find(([, entry]) => entry.exportedName === name)
  if (!found) throw new Error(`The build has no action ${name}`)
  return found[0]
}

type Card = { id: string; key: string; version: number }
export const firstCard = async (visitor: Visitor, project: string): Promise<Card> => {
  const { columns } = await visitor.rest<{ columns: { items: Card[] }[] }>('GET', `bench/projects/${project}/board`)
  const card = columns[0]?.items[0]
  if (!card) throw new Error(`${project} has no tasks`)
  return card
}

/** What a browser sends when a card is moved, a task is added, a comment is written. */
export async function operationsOf(visitor: Visitor, project = 'BIG') {
  const task = await firstCard(visitor, project)
  const [update, create, comment] = ['updateTask', 'createTask', 'createComment'].map(actionId) as [
    string,
    string,
    string,
  ]
  const board = `/bench/projects/${project}/board`
  let { version } = task
  let count = 0
  return {
    task,
    async status() {
      const status = count++ % 2 ? 'TODO' : 'IN_PROGRESS'
      const moved = { task: task.id, version, status, after: null }
      version = (await visitor.act<{ version: number }>(board, update, 'bench', moved)).version
    },
    create: () => visitor.act(board, create, 'bench', { project, title: `One more ${count++}` }),
    comment: (body = `Well ${count++}`) =>
      visitor.act(`/bench/tasks/${task.key}`, comment, 'bench', { task: task.id, body, shared: false }),
  }
}
