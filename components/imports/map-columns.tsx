'use client'

import { useRouter } from 'next/navigation'
import { useRef, useState } from 'react'
import { callAction } from '@/components/tasks/call-action'
import { announce } from '@/components/ui/announcer'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { FormError } from '@/components/ui/form-error'
import { RadioGroup } from '@/components/ui/radio-group'
import { Select } from '@/components/ui/select'
import { Table } from '@/components/ui/table'
import type { Problem } from '@/lib/core/result'
import { dryRunImport, startImport } from '@/lib/imports/actions'
import { messages } from '@/lib/imports/messages'
import type { DryRun, Import } from '@/lib/imports/queries'
import type { ImportField, ImportMode } from '@/lib/imports/schema'
import { CheckResult } from './check-result'

type Mapping = Record<string, ImportField>
const fieldOptions = Object.entries(messages.fields).map(([value, label]) => ({ value, label }))

/** Which column becomes what, and what to do with wrong rows; checked without consequences, then started. */
export function MapColumns({ org, subject }: { org: string; subject: Import }) {
  const router = useRouter()
  const [mapping, setMapping] = useState<Mapping>(subject.mapping)
  const [mode, setMode] = useState<ImportMode>(subject.mode)
  const [checked, setChecked] = useState<{ result: DryRun; mapping: Mapping } | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [pending, setPending] = useState<'check' | 'start' | null>(null)
  const notice = useRef<HTMLDivElement>(null)
  const words = messages.mapping
  const reference = { project: subject.project.key, import: subject.id }

  function refused(error: Problem) {
    setProblem(error)
    requestAnimationFrame(() => notice.current?.focus())
  }
  async function check() {
    if (pending) return
    setPending('check')
    setProblem(null)
    const result = await callAction(() => dryRunImport(org, { ...reference, mapping }))
    setPending(null)
    if (!result.ok) return refused(result.error)
    setChecked({ result: result.data, mapping })
    announce(messages.check.announced(result.data.goodRows, result.data.badRows))
  }
  async function start() {
    if (pending) return
    setPending('start')
    setProblem(null)
    const result = await callAction(() => startImport(org, { ...reference, mapping, mode }))
    setPending(null)
    // Somebody started it in another window: this page shows how far it is.
    if (!result.ok && result.error.code !== 'ALREADY_STARTED') return refused(result.error)
    router.refresh()
  }

  const columns = subject.columns.map((column, at) => ({
    column,
    at,
    values: subject.sample.map((row) => row[at] ?? '').filter((value) => value.trim() !== ''),
  }))
  const details = problem?.errors?.map(({ message }) => ({ message }))
  return (
    <>
      <Card
        title={words.heading(subject.fileName)}
        description={words.about(
          subject.totalRows,
          subject.encoding,
          words.delimiters[subject.delimiter] ?? subject.delimiter,
        )}
        flush
      >
        <Table
          caption={words.caption}
          rows={columns}
          rowKey={({ at }) => String(at)}
          columns={[
            { id: 'column', header: words.column, cell: ({ column }) => column },
            {
              id: 'becomes',
              header: words.becomes,
              width: '14rem',
              cell: ({ column }) => (
                <Select
                  aria-label={words.becomesOf(column)}
                  value={mapping[column] ?? ''}
                  placeholder={words.leaveOut}
                  options={fieldOptions}
                  onChange={(event) => setMapping(mapped(mapping, column, event.currentTarget.value))}
                />
              ),
            },
            {
              id: 'sample',
              header: words.sample,
              wrap: true,
              cell: ({ values }) => (
                <span className="line-clamp-2 max-w-xl text-xs break-words">{values.slice(0, 3).join(' · ')}</span>
              ),
            },
          ]}
        />
      </Card>
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
          details={details?.slice(1)}
        />
        <div className="flex flex-wrap items-center gap-2">
          <Button pending={pending === 'check'} onClick={() => void check()}>
            {words.check}
          </Button>
          <Button variant="primary" pending={pending === 'start'} onClick={() => void start()}>
            {words.start}
          </Button>
          <span className="text-xs text-ink-faint">{words.checkHint}</span>
        </div>
      </div>
      {checked && (
        <CheckResult
          key={JSON.stringify(checked.mapping)}
          result={checked.result}
          outdated={JSON.stringify(checked.mapping) !== JSON.stringify(mapping)}
        />
      )}
    </>
  )
}

function mapped(mapping: Mapping, column: string, field: string): Mapping {
  const { [column]: _, ...others } = mapping
  return field ? { ...others, [column]: field as ImportField } : others
}

const firstOf = (problem: Problem) => problem.errors?.[0]?.message ?? problem.message
