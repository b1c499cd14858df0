'use client'

import { useRouter } from 'next/navigation'
import { useRef, useState } from 'react'
import { callAction } from '@/components/shell/call-action'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { FormError } from '@/components/ui/form-error'
import { RadioGroup } from '@/components/ui/radio-group'
import type { Problem } from '@/lib/core/result'
import { startImport } from '@/lib/imports/actions'
import { messages } from '@/lib/imports/messages'
import type { DryRun, Import } from '@/lib/imports/queries'
import type { ImportMode } from '@/lib/imports/schema'
import { CheckResult } from './check-result'
import { ColumnTable } from './column-table'
import { FoundInFile } from './found-in-file'
import { UndoImport } from './undo-import'
import { inputOf, useDryRun } from './use-dry-run'

type Props = { org: string; subject: Import; first: DryRun | null; locale: string }

/** What the file becomes, and what to do with wrong rows; checked without consequences, then started. */
export function MapColumns({ org, subject, first, locale }: Props) {
  const router = useRouter()
  const run = useDryRun(org, subject, first)
  const [mode, setMode] = useState<ImportMode>(subject.mode)
  const [starting, setStarting] = useState(false)
  const notice = useRef<HTMLDivElement>(null)
  const words = messages.mapping
  const { choices, choose, checked, problem } = run

  const showRefusal = () => requestAnimationFrame(() => notice.current?.focus())
  async function check() {
    if (await run.check()) showRefusal()
  }
  async function start() {
    if (starting) return
    setStarting(true)
    run.setProblem(null)
    const result = await callAction(() => startImport(org, { ...inputOf(subject, choices), mode }))
    setStarting(false)
    // Somebody started it in another window: this page shows how far it is.
    if (result.ok || result.error.code === 'ALREADY_STARTED') return router.refresh()
    run.setProblem(result.error)
    showRefusal()
  }

  const delimiter = words.delimiters[subject.delimiter] ?? subject.delimiter
  return (
    <>
      <Card
        title={words.heading(subject.fileName)}
        description={words.about(subject.totalRows, subject.encoding, delimiter)}
        flush
      >
        <ColumnTable subject={subject} mapping={choices.mapping} onChange={(mapping) => choose({ mapping })} />
      </Card>
      {checked && <FoundInFile result={checked.result} choices={choices} locale={locale} onChange={choose} />}
      {checked && (
        <CheckResult
          key={JSON.stringify(checked.choices)}
          result={checked.result}
          outdated={run.outdated}
          pending={run.pending}
        />
      )}
      <div className="mt-4 flex flex-col gap-4">
        <RadioGroup
          label={words.mode}
          name="mode"
          value={mode}
          onValueChange={(value) => setMode(value as ImportMode)}
          options={Object.entries(messages.modes).map(([value, about]) => ({ value, ...about }))}
        />
        <FormError
          ref={notice}
          message={problem && (problem.errors?.length ? firstOf(problem) : problem.message)}
          details={problem?.errors?.slice(1).map(({ message }) => ({ message }))}
        />
        <div className="flex flex-wrap items-center gap-2">
          <Button pending={run.pending} onClick={() => void check()}>
            {words.check}
          </Button>
          <Button variant="primary" pending={starting} onClick={() => void start()}>
            {words.start}
          </Button>
          <UndoImport org={org} subject={subject} preview={null} />
          <span className="text-xs text-ink-faint">{words.checkHint}</span>
        </div>
      </div>
    </>
  )
}

const firstOf = (problem: Problem) => problem.errors?.[0]?.message ?? problem.message
