'use client'

import { useDeferredValue, useEffect, useRef, useState } from 'react'
import { FormProblemNotice } from '@/components/shell/form-problem-notice'
import { useActionForm } from '@/components/shell/use-action-form'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { SubmitButton } from '@/components/ui/submit-button'
import { checkSlug, register } from '@/lib/accounts/actions'
import { pages } from '@/lib/accounts/messages'
import { proposeSlug } from '@/lib/organizations/policy'

type Checked = { slug: string; free: boolean; message: string }

/** Name of an organization with an address proposed from it, checked while one types. */
export function useSlug() {
  const [slug, setSlug] = useState('')
  const [own, setOwn] = useState(false)
  const [checked, setChecked] = useState<Checked | null>(null)
  const asked = useDeferredValue(slug)

  useEffect(() => {
    if (!asked) return
    const timer = setTimeout(async () => {
      const answer = await checkSlug(asked).catch(() => null)
      if (answer?.ok) setChecked({ slug: asked, ...answer.data })
    }, 300)
    return () => clearTimeout(timer)
  }, [asked])

  return {
    slug,
    /** What is known of the address that stands in the field now. */
    verdict: checked?.slug === slug ? checked : null,
    typeName: (name: string) => own || setSlug(proposeSlug(name)),
    typeSlug: (text: string) => {
      setOwn(text !== '')
      setSlug(text.toLowerCase())
    },
  }
}

export function RegisterForm({ host }: { host: string }) {
  const [sentTo, setSentTo] = useState<string | null>(null)
  const done = useRef<HTMLHeadingElement>(null)
  const { slug, verdict, typeName, typeSlug } = useSlug()
  const words = pages.register
  const form = useActionForm({
    action: (input: object) => register({ ...input, timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone }),
    onSuccess: ({ email }) => setSentTo(email),
  })
  useEffect(() => {
    if (sentTo) done.current?.focus()
  }, [sentTo])

  if (sentTo)
    return (
      <div role="status">
        <h2 ref={done} tabIndex={-1} className="text-base font-medium text-ink outline-none">
          {words.doneTitle}
        </h2>
        <p className="mt-1 text-sm text-ink-muted">{words.done(sentTo)}</p>
      </div>
    )

  const slugField = form.field('organization.slug')
  return (
    <form {...form.formProps} className="flex flex-col gap-4">
      <FormProblemNotice {...form.notice} />
      <Field {...form.field('name')} label={words.name} required>
        {(control) => <Input {...control} autoComplete="name" />}
      </Field>
      <Field {...form.field('email')} label={words.email} required>
        {(control) => <Input {...control} type="email" autoComplete="username" />}
      </Field>
      <Field {...form.field('password')} label={words.password} hint={words.passwordHint} required>
        {(control) => <Input {...control} type="password" autoComplete="new-password" />}
      </Field>
      <Field {...form.field('organization.name')} label={words.organization} required>
        {(control) => (
          <Input {...control} autoComplete="organization" onChange={(event) => typeName(event.target.value)} />
        )}
      </Field>
      <Field
        {...slugField}
        error={slugField.error ?? (verdict && !verdict.free ? verdict.message : undefined)}
        label={words.slug}
        hint={
          <span aria-live="polite">
            {words.slugHint(host, slug)}
            {verdict?.free && ` · ${words.slugFree}`}
          </span>
        }
        required
      >
        {({ defaultValue: _, ...control }) => (
          <Input
            {...control}
            value={slug}
            onChange={(event) => typeSlug(event.target.value)}
            autoCapitalize="none"
            spellCheck={false}
          />
        )}
      </Field>
      <SubmitButton pending={form.pending} wide>
        {words.submit}
      </SubmitButton>
    </form>
  )
}
