'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import { FormProblemNotice } from '@/components/shell/form-problem-notice'
import { readForm } from '@/components/shell/read-form'
import { StaleComparison } from '@/components/shell/stale-comparison'
import { useActionForm } from '@/components/shell/use-action-form'
import { ButtonLink } from '@/components/ui/button'
import { Combobox } from '@/components/ui/combobox'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { SubmitButton } from '@/components/ui/submit-button'
import { Textarea } from '@/components/ui/textarea'
import { toast } from '@/components/ui/toast-queue'
import { updateProject } from '@/lib/projects/actions'
import { messages } from '@/lib/projects/messages'
import type { Project } from '@/lib/projects/show'
import { type ChoiceList, colleagueSource } from './choices'
import { FormSection } from './form-section'
import { MoneyFields, type MoneyFieldsProps, type StartingMoney } from './money-fields'
import { changedProjectOf } from './project-values'
import { comparedProjects } from './stale-project'
import { TimelineFields } from './timeline-fields'

export type EditedProject = Pick<
  Project,
  'id' | 'key' | 'title' | 'description' | 'startsOn' | 'dueOn' | 'people' | 'version'
>
type Changes = Omit<Parameters<typeof updateProject>[1], 'project' | 'version'>
export type EditProjectFormProps = Omit<MoneyFieldsProps, 'problem' | 'start'> & {
  org: string
  project: EditedProject
  /** null for one who may not see the budget */
  money: StartingMoney | null
  colleagues: ChoiceList | null
}

/** Edits a project. When somebody else saved first, both versions are shown and the writer decides. */
export function EditProjectForm(props: EditProjectFormProps) {
  const [taken, setTaken] = useState(0)
  return <Editing key={taken} {...props} onTakeTheirs={() => setTaken(taken + 1)} />
}

function Editing(props: EditProjectFormProps & { onTakeTheirs: () => void }) {
  const { org, project, money, colleagues, currencies, organizationShare, locale } = props
  const router = useRouter()
  // the version one began with, however often the page is refreshed underneath
  const version = useRef(project.version)
  const [written, setWritten] = useState<Changes | null>(null)
  const form = useActionForm({
    action: (values: Changes) => updateProject(org, { ...values, project: project.id, version: version.current }),
    values: (element) => {
      const values = changedProjectOf(readForm(element, { empty: 'null' })) as Changes
      setWritten(values)
      return values
    },
    initial: {
      title: project.title,
      description: project.description,
      startsOn: project.startsOn,
      dueOn: project.dueOn,
    },
    onSuccess: () => {
      toast({ title: messages.form.saved, tone: 'success' })
      router.push(`/${org}/projects/${project.key}`)
      router.refresh()
    },
  })
  const stale = form.problem?.code === 'STALE'
  useEffect(() => {
    if (stale) router.refresh()
  }, [stale, router])
  const words = messages.form
  const people = colleagues && colleagueSource(org, colleagues)
  const person = (named: { id: string; name: string } | null | undefined) =>
    named ? { value: named.id, label: named.name } : null

  return (
    <form {...form.formProps} className="flex max-w-5xl flex-col gap-6">
      <FormProblemNotice {...form.notice} />
      {stale && written && project.version !== version.current && (
        <StaleComparison
          rows={comparedProjects(project, money, written, locale)}
          onTakeTheirs={props.onTakeTheirs}
          onKeepMine={() => {
            version.current = project.version
            form.formProps.ref.current?.requestSubmit()
          }}
        />
      )}
      <div className="flex max-w-2xl flex-col gap-4">
        <Field {...form.field('title')} label={words.title} required>
          {(control) => <Input {...control} autoComplete="off" />}
        </Field>
        <Field {...form.field('description')} label={words.description}>
          {(control) => <Textarea {...control} rows={4} />}
        </Field>
      </div>
      {money && (
        <FormSection title={words.money}>
          <MoneyFields {...{ currencies, organizationShare, locale }} start={money} problem={form.problem} />
        </FormSection>
      )}
      <FormSection title={words.timeline}>
        <TimelineFields field={form.field} />
      </FormSection>
      {people && (
        <FormSection title={words.people}>
          <div className="grid max-w-2xl gap-4 sm:grid-cols-2">
            <Field {...form.field('salespersonId')} label={words.salesperson}>
              {({ defaultValue: _, ...control }) => (
                <Combobox
                  {...control}
                  {...people}
                  defaultChoice={person(project.people?.salesperson)}
                  placeholder={words.nobody}
                />
              )}
            </Field>
            <Field {...form.field('verifierId')} label={words.verifier} hint={words.verifierHint}>
              {({ defaultValue: _, ...control }) => (
                <Combobox
                  {...control}
                  {...people}
                  defaultChoice={person(project.people?.verifier)}
                  placeholder={words.nobody}
                />
              )}
            </Field>
          </div>
        </FormSection>
      )}
      <div className="flex flex-wrap gap-2 border-t pt-4">
        <SubmitButton pending={form.pending}>{words.save}</SubmitButton>
        <ButtonLink href={`/${org}/projects/${project.key}`}>{words.cancel}</ButtonLink>
      </div>
    </form>
  )
}
