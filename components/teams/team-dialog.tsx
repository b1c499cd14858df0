'use client'

import { useRouter } from 'next/navigation'
import { useId } from 'react'
import { errorUnder } from '@/components/shell/error-under'
import { FormProblemNotice } from '@/components/shell/form-problem-notice'
import { restChoices } from '@/components/shell/rest-choices'
import { useActionForm } from '@/components/shell/use-action-form'
import { Dialog } from '@/components/ui/dialog'
import { DialogFoot } from '@/components/ui/dialog-foot'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { MultiCombobox } from '@/components/ui/multi-combobox'
import { toast } from '@/components/ui/toast-queue'
import { createTeam, updateTeam } from '@/lib/teams/actions'
import { messages } from '@/lib/teams/messages'
import type { Team } from '@/lib/teams/queries'

type Values = { name: string; memberIds: string[] }
type Person = { id: string; name: string; email?: string; roles?: { key: string }[] }
type Props = { org: string; team?: Team; onClose: () => void }

const choiceOf = ({ id, name, email }: Person) => ({ value: id, label: name, hint: email })

/** Makes a team, or changes what it is called and who is in it. */
export function TeamDialog({ org, team, onClose }: Props) {
  const id = useId()
  const router = useRouter()
  const words = team ? messages.edit : messages.create
  const form = useActionForm({
    initial: { name: team?.name },
    action: ({ name, memberIds }: Values) =>
      team
        ? updateTeam(org, { team: team.id, version: team.version, name, memberIds })
        : createTeam(org, { name, memberIds }),
    onSuccess: (_, element) => {
      toast({ title: words.done(String(new FormData(element).get('name'))), tone: 'success' })
      onClose()
      router.refresh()
    },
  })
  return (
    <Dialog
      open
      title={team ? messages.edit.title(team.name) : messages.create.title}
      onOpenChange={(next) => {
        if (next) return
        if (form.problem?.code === 'STALE') router.refresh()
        onClose()
      }}
      footer={
        <DialogFoot form={id} pending={form.pending}>
          {words.submit}
        </DialogFoot>
      }
    >
      <form {...form.formProps} id={id} className="flex flex-col gap-4">
        <FormProblemNotice {...form.notice} />
        <Field {...form.field('name')} label={messages.name} required>
          {(control) => <Input {...control} maxLength={60} autoComplete="off" />}
        </Field>
        <Field
          label={messages.members}
          hint={messages.membersHint}
          name="memberIds[]"
          error={errorUnder(form.problem, 'memberIds')}
        >
          {({ defaultValue: _, ...control }) => (
            <MultiCombobox
              {...control}
              search={restChoices<Person>(`${org}/members?status=active`, choiceOf)}
              defaultChoices={team?.members.map(choiceOf)}
            />
          )}
        </Field>
      </form>
    </Dialog>
  )
}
