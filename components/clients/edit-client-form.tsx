'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import { FormProblemNotice } from '@/components/shell/form-problem-notice'
import { StaleComparison } from '@/components/shell/stale-comparison'
import { useActionForm } from '@/components/shell/use-action-form'
import { ButtonLink } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { SubmitButton } from '@/components/ui/submit-button'
import { Textarea } from '@/components/ui/textarea'
import { toast } from '@/components/ui/toast-queue'
import { updateClient } from '@/lib/clients/actions'
import { messages } from '@/lib/clients/messages'

type EditedClient = { id: string; name: string; website: string | null; notes: string; version: number }
type Written = { name: string; website: string; notes: string }

/** Edits a client. When somebody else saved first, both versions are shown and the writer decides. */
export function EditClientForm(props: { org: string; client: EditedClient }) {
  const [taken, setTaken] = useState(0)
  return <Editing key={taken} {...props} onTakeTheirs={() => setTaken(taken + 1)} />
}

function Editing({ org, client, onTakeTheirs }: { org: string; client: EditedClient; onTakeTheirs: () => void }) {
  const router = useRouter()
  // the version one began with, however often the page is refreshed underneath
  const version = useRef(client.version)
  const [written, setWritten] = useState<Written | null>(null)
  const form = useActionForm({
    action: (values: Written) => updateClient(org, { client: client.id, version: version.current, ...values }),
    values: (element) => {
      const read = (name: keyof Written) => new FormData(element).get(name)?.toString() ?? ''
      const values = { name: read('name'), website: read('website'), notes: read('notes') }
      setWritten(values)
      return values
    },
    initial: client,
    onSuccess: () => {
      toast({ title: messages.saved, tone: 'success' })
      router.push(`/${org}/clients/${client.id}`)
      router.refresh()
    },
  })
  const stale = form.problem?.code === 'STALE'
  useEffect(() => {
    if (stale) router.refresh()
  }, [stale, router])
  const { fields } = messages
  return (
    <form {...form.formProps} className="flex max-w-2xl flex-col gap-5">
      <FormProblemNotice {...form.notice} />
      {stale && written && client.version !== version.current && (
        <StaleComparison
          rows={[
            { label: fields.name, theirs: client.name, yours: written.name },
            { label: fields.website, theirs: client.website ?? '', yours: written.website },
            { label: fields.notes, theirs: client.notes, yours: written.notes },
          ]}
          onTakeTheirs={onTakeTheirs}
          onKeepMine={() => {
            version.current = client.version
            form.formProps.ref.current?.requestSubmit()
          }}
        />
      )}
      <Field label={fields.name} required {...form.field('name')}>
        {(control) => <Input {...control} autoComplete="off" />}
      </Field>
      <Field label={fields.website} hint={fields.websiteHint} {...form.field('website')}>
        {(control) => <Input {...control} type="url" inputMode="url" autoComplete="off" />}
      </Field>
      <Field label={fields.notes} hint={fields.notesHint} {...form.field('notes')}>
        {(control) => <Textarea {...control} rows={5} />}
      </Field>
      <div className="flex flex-wrap gap-2 border-t pt-4">
        <SubmitButton pending={form.pending}>{messages.save}</SubmitButton>
        <ButtonLink href={`/${org}/clients/${client.id}`}>{messages.cancel}</ButtonLink>
      </div>
    </form>
  )
}
