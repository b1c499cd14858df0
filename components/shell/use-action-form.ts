'use client'

import { unstable_isUnrecognizedActionError, unstable_rethrow } from 'next/navigation'
import { type FormEvent, useEffect, useRef, useState, useTransition } from 'react'
import type { Problem, Result } from '@/lib/core/result'
import { messages } from './messages'
import { type FormValues, readForm } from './read-form'

export type ActionFormOptions<Input, Data> = {
  /** a server action, already bound to the organization: `(values) => createProject(org, values)` */
  action: (values: Input) => Promise<Result<Data>>
  /** turns the form into the action's input; by the controls' names when left out */
  values?: (form: HTMLFormElement) => Input
  /** what an empty optional control becomes; see readForm */
  empty?: 'omit' | 'null'
  /** what the fields start with, by their names */
  initial?: Readonly<Record<string, string | number | null | undefined>>
  /** runs while the form is still pending, so a navigation from here keeps it busy until the new page stands */
  onSuccess?: (data: Data, form: HTMLFormElement) => unknown
}

/** What the last attempt came to, when it was refused. `reload`: only a fresh page can go on. */
export type FormProblem = Problem & { reload?: boolean }

/**
 * A form over a server action. Keeps what was typed, whatever happens; puts messages at their fields and focuses the
 * first; answers a second click while one is under way with nothing; turns a thrown error, a lost connection or a page
 * older than the server into a sentence.
 */
export function useActionForm<Data, Input = FormValues>(options: ActionFormOptions<Input, Data>) {
  const [problem, setProblem] = useState<FormProblem | null>(null)
  const [pending, startTransition] = useTransition()
  const formRef = useRef<HTMLFormElement>(null)
  const errorRef = useRef<HTMLDivElement>(null)
  const running = useRef(false)

  useEffect(() => {
    if (problem) focusFirst(formRef.current, errorRef.current, problem)
  }, [problem])

  function submit(form: HTMLFormElement) {
    if (running.current) return
    running.current = true
    const input = options.values ? options.values(form) : (readForm(form, { empty: options.empty }) as Input)
    startTransition(async () => {
      const outcome = await attempt(() => options.action(input)).finally(() => {
        running.current = false
      })
      startTransition(async () => {
        setProblem(outcome.ok ? null : outcome.error)
        if (outcome.ok) await options.onSuccess?.(outcome.data, form)
      })
    })
  }

  return {
    /** spread on the <form> */
    formProps: {
      ref: formRef,
      noValidate: true,
      // Should it ever be sent without us, nothing that was typed may end up in an address.
      method: 'post' as const,
      'aria-busy': pending,
      onSubmit(event: FormEvent<HTMLFormElement>) {
        event.preventDefault()
        submit(event.currentTarget)
      },
    },
    /** spread on a <Field>: its name, its starting value, its message */
    field(name: string) {
      const initial = options.initial?.[name]
      return {
        name,
        defaultValue: initial === null || initial === undefined ? undefined : String(initial),
        error: errorAt(problem, name),
      }
    },
    /** give it to <FormProblemNotice> */
    notice: { problem, errorRef, formRef },
    problem,
    pending,
    /** forgets the last refusal, as when a dialog is opened again */
    reset: () => setProblem(null),
  }
}

function errorAt(problem: FormProblem | null, name: string): string | undefined {
  const path = name.replace(/\[\]$/, '')
  const own = problem?.errors?.find((error) => error.path === path)
  // a list has one control; what is wrong with one entry is told at the list
  return (own ?? problem?.errors?.find((error) => name.endsWith('[]') && error.path.startsWith(`${path}.`)))?.message
}

async function attempt<Data>(
  action: () => Promise<Result<Data>>,
): Promise<{ ok: true; data: Data } | { ok: false; error: FormProblem }> {
  try {
    return await action()
  } catch (error) {
    if (unstable_isUnrecognizedActionError(error)) {
      return { ok: false, error: { code: 'STALE_PAGE', message: messages.form.stale, reload: true } }
    }
    unstable_rethrow(error)
    // What a form fetches on its way comes over the same line.
    const unreachable = error instanceof TypeError || (error as Error).name === 'ChunkLoadError' || !navigator.onLine
    return {
      ok: false,
      error: unreachable
        ? { code: 'UNREACHABLE', message: messages.form.network }
        : { code: 'UNEXPECTED', message: messages.form.unexpected },
    }
  }
}

/** Names of the controls in the form, as error paths. */
export function controlsOf(form: HTMLFormElement | null): Map<string, HTMLElement> {
  const controls = new Map<string, HTMLElement>()
  for (const element of form?.elements ?? []) {
    const name = element.getAttribute('name')?.replace(/\[\]$/, '')
    const hidden = element instanceof HTMLInputElement && element.type === 'hidden'
    const visible = hidden
      ? element.closest<HTMLElement>('[data-control]')?.querySelector<HTMLElement>('input:not([type=hidden])')
      : element
    if (name && visible instanceof HTMLElement && !controls.has(name)) controls.set(name, visible)
  }
  return controls
}

function focusFirst(form: HTMLFormElement | null, summary: HTMLElement | null, problem: FormProblem) {
  const wrong = new Set(problem.errors?.map((error) => error.path) ?? [])
  const first = [...controlsOf(form)].find(
    ([name]) => wrong.has(name) || [...wrong].some((path) => path.startsWith(`${name}.`)),
  )
  ;(first?.[1] ?? summary)?.focus()
}
