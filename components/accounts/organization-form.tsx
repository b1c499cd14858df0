'use client'

import { useRouter } from 'next/navigation'
import { FormProblemNotice } from '@/components/shell/form-problem-notice'
import { useActionForm } from '@/components/shell/use-action-form'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { SubmitButton } from '@/components/ui/submit-button'
import { createOrganization } from '@/lib/accounts/actions'
import { pages } from '@/lib/accounts/messages'
import { useSlug } from './register-form'

/** Another organization for somebody who has a login. */
export function OrganizationForm({ email, host }: { email: string; host: string }) {
  const router = useRouter()
  const { slug, verdict, typeName, typeSlug } = useSlug()
  const form = useActionForm({
    action: (input: unknown) => createOrganization(input),
    initial: { contactEmail: email },
    onSuccess: (made) => router.push(`/${made.slug}`),
  })
  const words = pages.choose
  const slugField = form.field('slug')
  return (
    <form {...form.formProps} className="flex flex-col gap-4">
      <FormProblemNotice {...form.notice} />
      <Field {...form.field('name')} label={words.name} required>
        {(control) => (
          <Input {...control} autoComplete="organization" onChange={(event) => typeName(event.target.value)} />
        )}
      </Field>
      <Field
        {...slugField}
        error={slugField.error ?? (verdict && !verdict.free ? verdict.message : undefined)}
        label={words.slug}
        hint={pages.register.slugHint(host, slug)}
        required
      >
        {({ defaultValue: _, ...control }) => (
          <Input {...control} value={slug} onChange={(event) => typeSlug(event.target.value)} />
        )}
      </Field>
      <Field {...form.field('contactEmail')} label={words.contactEmail} required>
        {(control) => <Input {...control} type="email" />}
      </Field>
      <SubmitButton pending={form.pending}>{words.submit}</SubmitButton>
    </form>
  )
}
