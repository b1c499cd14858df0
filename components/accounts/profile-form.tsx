'use client'

import { useRouter } from 'next/navigation'
import { FormProblemNotice } from '@/components/shell/form-problem-notice'
import { useActionForm } from '@/components/shell/use-action-form'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select, type SelectOption } from '@/components/ui/select'
import { SubmitButton } from '@/components/ui/submit-button'
import { toast } from '@/components/ui/toast-queue'
import { updateProfile } from '@/lib/accounts/actions'
import { accountPages } from '@/lib/accounts/messages'

const words = accountPages.profile
type Profile = Parameters<typeof updateProfile>[0]

/** Who one is and how dates are written. */
export function ProfileForm({
  initial,
  zones,
  locales,
}: {
  initial: { name: string; timeZone: string; locale: string }
  zones: SelectOption[]
  locales: SelectOption[]
}) {
  const router = useRouter()
  const form = useActionForm<unknown, Profile>({
    action: updateProfile,
    initial,
    onSuccess: () => {
      toast({ title: words.saved, tone: 'success' })
      router.refresh()
    },
  })
  return (
    <form {...form.formProps} className="flex flex-col gap-4">
      <FormProblemNotice {...form.notice} />
      <Field {...form.field('name')} label={words.name} required>
        {(control) => <Input {...control} autoComplete="name" />}
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field {...form.field('timeZone')} label={words.timeZone} required>
          {(control) => <Select {...control} options={zones} />}
        </Field>
        <Field {...form.field('locale')} label={words.locale} hint={words.localeHint} required>
          {(control) => <Select {...control} options={locales} />}
        </Field>
      </div>
      <div>
        <SubmitButton pending={form.pending}>{words.submit}</SubmitButton>
      </div>
    </form>
  )
}
