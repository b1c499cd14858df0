'use client'

import { useRouter } from 'next/navigation'
import { useId, useState } from 'react'
import { errorUnder } from '@/components/shell/error-under'
import { FormProblemNotice } from '@/components/shell/form-problem-notice'
import { readForm } from '@/components/shell/read-form'
import { useActionForm } from '@/components/shell/use-action-form'
import { Button } from '@/components/ui/button'
import { Combobox } from '@/components/ui/combobox'
import { Dialog } from '@/components/ui/dialog'
import { DialogFoot } from '@/components/ui/dialog-foot'
import { Field } from '@/components/ui/field'
import { MultiCombobox } from '@/components/ui/multi-combobox'
import { toast } from '@/components/ui/toast-queue'
import { setProjectStaff } from '@/lib/projects/actions'
import { messages } from '@/lib/projects/messages'
import { type ChoiceList, colleagueSource } from './choices'

type Named = { id: string; name: string }
type Staff = { managerId: string | null; memberIds: string[] }
type StaffDialogProps = {
  org: string
  project: string
  manager: Named | null
  members: readonly Named[]
  colleagues: ChoiceList
}

const choiceOf = ({ id, name }: Named) => ({ value: id, label: name })

/** Decides who works on a project, as the complete list. */
export function StaffDialog({ org, project, manager, members, colleagues }: StaffDialogProps) {
  const [open, setOpen] = useState(false)
  const id = useId()
  const router = useRouter()
  const source = colleagueSource(org, colleagues)
  const form = useActionForm({
    action: (values: Staff) => setProjectStaff(org, { project, ...values }),
    values: (element) => readForm(element, { empty: 'null' }) as unknown as Staff,
    onSuccess: () => {
      toast({ title: messages.people.saved, tone: 'success' })
      setOpen(false)
      router.refresh()
    },
  })
  return (
    <Dialog
      title={messages.people.title}
      description={messages.people.description}
      open={open}
      onOpenChange={(next) => {
        form.reset()
        setOpen(next)
      }}
      trigger={<Button size="sm">{messages.people.edit}</Button>}
      footer={
        <DialogFoot form={id} pending={form.pending}>
          {messages.people.save}
        </DialogFoot>
      }
    >
      <form {...form.formProps} id={id} className="flex flex-col gap-4">
        <FormProblemNotice {...form.notice} />
        <Field {...form.field('managerId')} label={messages.form.manager}>
          {({ defaultValue: _, ...control }) => (
            <Combobox
              {...control}
              {...source}
              defaultChoice={manager && choiceOf(manager)}
              placeholder={messages.form.nobody}
            />
          )}
        </Field>
        <Field label={messages.people.members} name="memberIds[]" error={errorUnder(form.problem, 'memberIds')}>
          {({ defaultValue: _, ...control }) => (
            <MultiCombobox {...control} {...source} defaultChoices={members.map(choiceOf)} />
          )}
        </Field>
      </form>
    </Dialog>
  )
}
