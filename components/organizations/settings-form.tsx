'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState, useTransition } from 'react'
import { errorUnder } from '@/components/shell/error-under'
import { StaleComparison } from '@/components/shell/stale-comparison'
import { onTopOf } from '@/components/shell/three-way'
import { UnsavedBar } from '@/components/shell/unsaved-bar'
import { FormError } from '@/components/ui/form-error'
import { toast } from '@/components/ui/toast-queue'
import type { Problem } from '@/lib/core/result'
import { updateSettings } from '@/lib/organizations/actions'
import { messages } from '@/lib/organizations/messages'
import type { Settings } from '@/lib/organizations/queries'
import { CalendarFields } from './calendar-fields'
import { GeneralFields, type SettingsChoices } from './general-fields'
import { ModuleFields } from './module-fields'
import { draftOf, inputOf, linesOf, type SettingsDraft } from './settings-draft'
import { TargetFields } from './target-fields'

type Props = { org: string; settings: Settings; choices: SettingsChoices }

/** Edits the settings of the organization. What is not saved yet stays visible at the foot. */
export function SettingsForm({ org, settings, choices }: Props) {
  const router = useRouter()
  const [base, setBase] = useState(() => ({ draft: draftOf(settings), version: settings.version }))
  const [draft, setDraft] = useState(base.draft)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [pending, startTransition] = useTransition()
  const errorRef = useRef<HTMLDivElement>(null)
  const formRef = useRef<HTMLFormElement>(null)
  const lines = linesOf(base.draft, draft)
  const dirty = lines.length > 0
  useEffect(() => {
    if (!dirty) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [dirty])
  useEffect(() => {
    if (!problem) return
    const wrong = formRef.current?.querySelector<HTMLElement>('[aria-invalid=true]')
    ;(wrong ?? errorRef.current)?.focus()
  }, [problem])

  const save = (version = base.version) =>
    startTransition(async () => {
      const result = await updateSettings(org, { version, ...inputOf(draft) } as Parameters<typeof updateSettings>[1])
      if (!result.ok) {
        // What the other saved stays where nothing was typed here; only one's own changes are offered on top of it.
        if (result.error.code === 'STALE' && result.error.current) {
          const saved = result.error.current as Settings
          setDraft(onTopOf(base.draft, draftOf(saved), draft))
          setBase({ draft: draftOf(saved), version: saved.version })
        }
        return setProblem(result.error)
      }
      setProblem(null)
      setBase({ draft, version: result.data.version })
      toast({ title: messages.saved, tone: 'success' })
      if (result.data.slug === org) router.refresh()
      else router.replace(`/${result.data.slug}/settings`)
    })
  const restart = (from: SettingsDraft, version = base.version) => {
    setBase({ draft: from, version })
    setDraft(from)
    setProblem(null)
  }
  const change = (part: Partial<SettingsDraft>) => setDraft({ ...draft, ...part })
  const theirs = problem?.code === 'STALE' && problem.current ? (problem.current as Settings) : null
  const errorAt = (path: string) => errorUnder(problem, path)
  const fields = { draft, errorAt, onChange: change }
  const shown = problem?.errors?.every(({ path }) => /^(name|slug|contactEmail|requiredShare)$/.test(path))

  return (
    <form
      ref={formRef}
      noValidate
      aria-busy={pending}
      className="flex max-w-4xl flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        if (dirty && !pending) save()
      }}
    >
      {theirs ? (
        <StaleComparison
          rows={linesOf(draftOf(theirs), draft).map((line) => ({
            label: line.label,
            theirs: line.before,
            yours: line.after,
          }))}
          onKeepMine={() => save(theirs.version)}
          onTakeTheirs={() => restart(draftOf(theirs), theirs.version)}
        />
      ) : (
        problem && !(problem.errors && shown) && <FormError ref={errorRef} message={problem.message} />
      )}
      <GeneralFields
        {...fields}
        base={base.draft}
        former={settings.formerSlugs.map(({ slug }) => slug)}
        choices={choices}
      />
      <CalendarFields {...fields} locale={settings.locale} />
      <TargetFields {...fields} />
      <ModuleFields {...fields} />
      <UnsavedBar lines={lines} dirty={dirty} pending={pending} onDiscard={() => restart(base.draft)} />
    </form>
  )
}
