'use client'

import { Plus } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import { toastProblem } from '@/components/access/toast-problem'
import { callAction } from '@/components/shell/call-action'
import { FormProblemNotice } from '@/components/shell/form-problem-notice'
import { useActionForm } from '@/components/shell/use-action-form'
import { announce } from '@/components/ui/announcer'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Progress } from '@/components/ui/progress'
import { SubmitButton } from '@/components/ui/submit-button'
import { addItem, removeItem, updateItem } from '@/lib/checklists/actions'
import { messages } from '@/lib/checklists/messages'
import type { Checklist as Shown } from '@/lib/checklists/queries'
import type { Problem, Result } from '@/lib/core/result'
import { updateTask } from '@/lib/tasks/actions'
import { ChecklistItem, type Item } from './checklist-item'

type Saved = { id: string; version?: number }
type Props = {
  org: string
  task: { id: string; version: number; progress: number }
  initial: Shown
  mayEdit: boolean
}

/** What is to be ticked off within a task. Nothing where there is nothing and nothing can be added. */
export function Checklist({ org, task, initial, mayEdit }: Props) {
  const router = useRouter()
  const [items, setItems] = useState<readonly Item[]>(initial.checklist)
  useEffect(() => setItems(initial.checklist), [initial])
  const input = useRef<HTMLInputElement>(null)
  const done = items.filter((item) => item.done).length
  const share = items.length === 0 ? 0 : Math.round((done / items.length) * 100)

  const form = useActionForm({
    values: (element: HTMLFormElement) => ({
      task: task.id,
      text: String(new FormData(element).get('text') ?? ''),
    }),
    action: (values: { task: string; text: string }) => addItem(org, values),
    onSuccess(_, element) {
      announce(messages.added(String(new FormData(element).get('text'))))
      element.reset()
      input.current?.focus()
      router.refresh()
    },
  })
  const refused = (problem: Problem) => {
    const message = problem.code === 'STALE' ? messages.stale : (problem.errors?.[0]?.message ?? problem.message)
    toastProblem({ ...problem, message }, { org, type: 'task', id: task.id })
  }

  // One after the other, each on what the one before has made: one's own haste is not somebody else.
  const saving = useRef<Promise<unknown>>(Promise.resolve())
  const versions = useRef(new Map<string, number>())
  const versionOf = ({ id, version }: Item) => Math.max(version, versions.current.get(id) ?? 0)

  /** Shows the change at once; what the server refuses comes back by the refresh. */
  async function change(next: readonly Item[], call: () => Promise<Result<Saved>>, said: string) {
    setItems(next)
    const turn = saving.current.then(() => callAction(call))
    saving.current = turn.catch(() => null)
    const result = await turn
    if (result.ok) {
      if (result.data.version) versions.current.set(result.data.id, result.data.version)
      announce(said)
    } else {
      setItems(items)
      refused(result.error)
    }
    router.refresh()
    return result.ok
  }
  const replaced = (item: Item, fields: Partial<Item>) =>
    items.map((one) => (one.id === item.id ? { ...one, ...fields } : one))

  function move(item: Item, by: -1 | 1) {
    const from = items.findIndex(({ id }) => id === item.id)
    const to = from + by
    if (to < 0 || to >= items.length) return
    const next = items.filter(({ id }) => id !== item.id)
    next.splice(to, 0, item)
    void change(
      next,
      () => updateItem(org, { task: task.id, item: item.id, after: next[to - 1]?.id ?? null }),
      messages.moved(item.text, to + 1, items.length),
    )
  }
  async function follow() {
    const result = await callAction(() => updateTask(org, { task: task.id, version: task.version, progress: share }))
    if (result.ok) announce(messages.followed(share))
    else refused(result.error)
    router.refresh()
  }

  if (items.length === 0 && !mayEdit) return null
  return (
    <Card
      className="mt-6"
      title={
        <>
          {messages.title}{' '}
          {items.length > 0 && (
            <span className="font-normal text-ink-faint tabular-nums">
              <span aria-hidden="true">{messages.count(done, items.length)}</span>
              <span className="sr-only">{messages.counted(done, items.length)}</span>
            </span>
          )}
        </>
      }
      actions={
        mayEdit &&
        items.length > 0 &&
        share !== task.progress && (
          <Button size="sm" onClick={() => void follow()}>
            {messages.follow(share)}
          </Button>
        )
      }
    >
      {items.length > 0 ? (
        <>
          <Progress
            hideLabel
            label={messages.title}
            value={done}
            max={items.length}
            valueText={messages.counted(done, items.length)}
            tone={done === items.length ? 'success' : 'accent'}
          />
          <ul aria-label={messages.title} className="mt-2">
            {items.map((item, at) => (
              <ChecklistItem
                key={item.id}
                item={item}
                mayEdit={mayEdit}
                first={at === 0}
                last={at === items.length - 1}
                onTick={(ticked) =>
                  void change(
                    replaced(item, { done: ticked }),
                    () => updateItem(org, { task: task.id, item: item.id, done: ticked }),
                    messages.ticked(item.text, ticked),
                  )
                }
                onRename={(text) =>
                  change(
                    replaced(item, { text }),
                    () => updateItem(org, { task: task.id, item: item.id, version: versionOf(item), text }),
                    text,
                  )
                }
                onMove={(by) => move(item, by)}
                onRemove={() =>
                  void change(
                    items.filter(({ id }) => id !== item.id),
                    () => removeItem(org, { task: task.id, item: item.id }),
                    messages.removed(item.text),
                  )
                }
              />
            ))}
          </ul>
        </>
      ) : (
        <p className="text-sm text-ink-muted">{messages.empty}</p>
      )}
      {mayEdit && (
        <form {...form.formProps} className="mt-2">
          {form.problem && !form.field('text').error && <FormProblemNotice {...form.notice} />}
          <div className="flex items-start gap-2">
            <Field label={messages.add} hideLabel required {...form.field('text')} className="flex-1">
              {(control) => (
                <Input {...control} ref={input} placeholder={messages.add} maxLength={500} autoComplete="off" />
              )}
            </Field>
            <SubmitButton variant="secondary" pending={form.pending} icon={<Plus aria-hidden className="size-4" />}>
              {messages.addButton}
            </SubmitButton>
          </div>
        </form>
      )}
    </Card>
  )
}
