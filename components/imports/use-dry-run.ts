'use client'

import { useEffect, useRef, useState } from 'react'
import { callAction } from '@/components/shell/call-action'
import { announce } from '@/components/ui/announcer'
import type { Problem } from '@/lib/core/result'
import { dryRunImport } from '@/lib/imports/actions'
import { messages } from '@/lib/imports/messages'
import { everyOther } from '@/lib/imports/policy'
import type { DryRun, Import } from '@/lib/imports/queries'
import type { DateStyle, ExistingMode, ImportField, StatusChoice } from '@/lib/imports/schema'

/** What somebody chose on the page; words and people are there only when they differ from what was recognized. */
export type Choices = {
  mapping: Record<string, ImportField>
  statuses: Record<string, StatusChoice>
  people: Record<string, string>
  dates: Record<string, DateStyle>
  existing: ExistingMode
  join: string[]
}

/** Choices follow each other quickly; the file is read again when the hand rests. */
const restMs = 400

/** The choices as an input: whatever is not named arrives as To do, and unassigned. */
export const inputOf = (subject: Import, choices: Choices) => ({
  project: subject.project.key,
  import: subject.id,
  source: subject.source,
  ...choices,
  statuses: { ...choices.statuses, [everyOther]: 'TODO' as const },
  people: { ...choices.people, [everyOther]: '' },
})

/** Keeps the choices about a file and what they would do; each change reads the file again, and the last answer counts. */
export function useDryRun(org: string, subject: Import, first: DryRun | null) {
  const [choices, setChoices] = useState<Choices>({
    mapping: subject.mapping,
    statuses: subject.statuses,
    people: subject.people,
    dates: subject.dates,
    existing: subject.existing,
    join: subject.join,
  })
  const [checked, setChecked] = useState(first && { result: first, choices })
  const [problem, setProblem] = useState<Problem | null>(null)
  const [pending, setPending] = useState(false)
  const turn = useRef(0)
  const rest = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(rest.current), [])

  async function check(about: Choices = choices): Promise<Problem | null> {
    clearTimeout(rest.current)
    const mine = ++turn.current
    setPending(true)
    setProblem(null)
    const result = await callAction(() => dryRunImport(org, inputOf(subject, about)))
    if (mine !== turn.current) return null
    setPending(false)
    if (!result.ok) {
      setProblem(result.error)
      return result.error
    }
    setChecked({ result: result.data, choices: about })
    announce(messages.check.announced(result.data.goodRows, result.data.badRows))
    return null
  }

  function choose(change: Partial<Choices>) {
    const next = { ...choices, ...change }
    setChoices(next)
    clearTimeout(rest.current)
    rest.current = setTimeout(() => void check(next), restMs)
  }

  return { choices, choose, check, pending, problem, setProblem, checked, outdated: checked?.choices !== choices }
}
