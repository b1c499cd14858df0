'use client'

import { useState } from 'react'
import { useSlug } from '@/components/accounts/register-form'
import { FormProblemNotice } from '@/components/shell/form-problem-notice'
import { useActionForm } from '@/components/shell/use-action-form'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { CopyButton } from '@/components/ui/copy-button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { RadioGroup } from '@/components/ui/radio-group'
import { SubmitButton } from '@/components/ui/submit-button'
import { createOrganization } from '@/lib/platform/actions'
import { messages } from '@/lib/platform/messages'

type Made = { id: string; slug: string; email: string; password: string | null; known: boolean }
const words = messages.create

/** Makes an organization with its first admin, and says once how they get in. */
export function CreateForm() {
  const { slug, verdict, typeName, typeSlug } = useSlug()
  const [made, setMade] = useState<Made | null>(null)
  const form = useActionForm({
    action: (input: Parameters<typeof createOrganization>[0]) => createOrganization(input),
    onSuccess: setMade,
  })
  const slugField = form.field('slug')
  if (made) return <MadeCard made={made} />
  return (
    <form {...form.formProps} className="flex max-w-xl flex-col gap-4">
      <FormProblemNotice {...form.notice} />
      <Field {...form.field('name')} label={words.name} required>
        {(control) => <Input {...control} onChange={(event) => typeName(event.target.value)} />}
      </Field>
      <Field
        {...slugField}
        error={slugField.error ?? (verdict && !verdict.free ? verdict.message : undefined)}
        label={words.slug}
        required
      >
        {({ defaultValue: _, ...control }) => (
          <Input {...control} value={slug} before="/" onChange={(event) => typeSlug(event.target.value)} />
        )}
      </Field>
      <Field {...form.field('contactEmail')} label={words.contactEmail} required>
        {(control) => <Input {...control} type="email" />}
      </Field>
      <Field {...form.field('ownerName')} label={words.ownerName} hint={words.ownerNameHint} required>
        {(control) => <Input {...control} autoComplete="off" />}
      </Field>
      <Field {...form.field('ownerEmail')} label={words.ownerEmail} required>
        {(control) => <Input {...control} type="email" autoComplete="off" />}
      </Field>
      <RadioGroup label={words.way} name="way" options={words.ways} defaultValue="invitation" />
      <SubmitButton pending={form.pending}>{words.submit}</SubmitButton>
    </form>
  )
}

function MadeCard({ made: { id, slug, email, password, known } }: { made: Made }) {
  return (
    <Card title={words.made(`/${slug}`)} className="max-w-xl">
      <div role="status" className="flex flex-col gap-3 text-sm">
        <p className="text-ink-muted">
          {password ? words.password(email) : known ? words.known(email) : words.mailed(email)}
        </p>
        {password && (
          <p className="flex flex-wrap items-center justify-between gap-2 rounded-md bg-sunken p-2 font-mono text-ink">
            {password} <CopyButton text={password} />
          </p>
        )}
        <ButtonLink variant="primary" href={`/platform/organizations/${id}`} className="self-start">
          {words.open}
        </ButtonLink>
      </div>
    </Card>
  )
}
