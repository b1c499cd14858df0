'use client'

import { Card } from '@/components/ui/card'
import { ComboboxOnDemand } from '@/components/ui/combobox-on-demand'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import type { Choice } from '@/components/ui/use-choices'
import { messages } from '@/lib/organizations/messages'
import { messages as projectWords } from '@/lib/projects/messages'
import type { ClientSees } from '@/lib/projects/schema'
import type { SettingsDraft } from './settings-draft'

export type SettingsChoices = { currencies: Choice[]; timeZones: Choice[]; locales: Choice[] }
type Props = {
  draft: SettingsDraft
  base: SettingsDraft
  former: readonly string[]
  choices: SettingsChoices
  errorAt: (path: string) => string | undefined
  onChange: (change: Partial<SettingsDraft>) => void
}
type TextField = 'name' | 'slug' | 'contactEmail' | 'requiredShare'
type ChoiceField = 'currency' | 'timeZone' | 'locale'

/** How the organization is called and found, and how it counts time and money. */
export function GeneralFields({ draft, base, former, choices, errorAt, onChange }: Props) {
  const text = (name: TextField, hint: string | undefined, props: React.ComponentProps<typeof Input>) => (
    <Field label={messages[name]} hint={hint} error={errorAt(name)} name={name} required>
      {({ defaultValue: _, ...control }) => (
        <Input
          autoComplete="off"
          {...props}
          {...control}
          value={draft[name]}
          onChange={(event) => onChange({ [name]: event.currentTarget.value })}
        />
      )}
    </Field>
  )
  const choice = (name: ChoiceField, options: Choice[], hint?: string) => (
    <Field label={messages[name]} hint={hint} error={errorAt(name)} name={name} required>
      {({ defaultValue: _, ...control }) => (
        <ComboboxOnDemand
          {...control}
          options={options}
          value={options.find(({ value }) => value === draft[name]) ?? { value: draft[name], label: draft[name] }}
          onValueChange={(chosen) => chosen && onChange({ [name]: chosen.value })}
        />
      )}
    </Field>
  )
  const slug = draft.slug.trim().toLowerCase()
  return (
    <>
      <Card title={messages.general}>
        <div className="grid gap-4 sm:grid-cols-2">
          {text('name', undefined, { maxLength: 100 })}
          {text('contactEmail', messages.contactHint, { type: 'email', maxLength: 254 })}
          {text('slug', slug === base.slug ? messages.slugHint(base.slug) : messages.slugMoves(base.slug), {
            maxLength: 48,
            before: '/',
            spellCheck: false,
          })}
          {former.length > 0 && <p className="self-center text-xs text-ink-faint">{messages.former([...former])}</p>}
        </div>
      </Card>
      <Card title={messages.region}>
        <div className="grid gap-4 sm:grid-cols-2">
          {choice('timeZone', choices.timeZones)}
          {choice('locale', choices.locales, messages.localeHint)}
          {choice('currency', choices.currencies, messages.currencyHint)}
          {text('requiredShare', messages.requiredShareHint, {
            type: 'number',
            inputMode: 'decimal',
            min: 0,
            max: 100,
            step: 0.01,
            after: '%',
          })}
        </div>
      </Card>
      <Card title={messages.clients}>
        <Field
          label={messages.clientSees}
          hint={messages.clientSeesHint}
          error={errorAt('clientSees')}
          name="clientSees"
          required
        >
          {({ defaultValue: _, ...control }) => (
            <Select
              {...control}
              value={draft.clientSees}
              options={Object.entries(projectWords.share.levels).map(([value, label]) => ({ value, label }))}
              onChange={(event) => onChange({ clientSees: event.currentTarget.value as ClientSees })}
            />
          )}
        </Field>
      </Card>
    </>
  )
}
