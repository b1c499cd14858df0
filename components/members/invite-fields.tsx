'use client'

import { restChoices } from '@/components/shell/rest-choices'
import type { useActionForm } from '@/components/shell/use-action-form'
import { Field } from '@/components/ui/field'
import { MultiCombobox } from '@/components/ui/multi-combobox'
import { messages } from '@/lib/members/messages'

type Choice = { value: string; label: string; hint?: string }
/** Clients, projects and teams are looked for as one types; false where the inviter may put nobody into any. */
export type InviteChoices = {
  roles: Choice[]
  colleagueRoles: Choice[]
  clients: boolean
  projects: boolean
  teams: boolean
}
type Row = { id: string; title: string; key: string; client?: { name: string } }
type Form = Pick<ReturnType<typeof useActionForm>, 'field'>

const words = messages.invite

/** Which roles an invitation gives: those that the inviter may give. */
export const RolesField = ({ form, options }: { form: Form; options: Choice[] }) => (
  <Field {...form.field('roleIds[]')} label={words.roles} hint={words.rolesHint} required>
    {({ defaultValue: _, ...control }) => <MultiCombobox {...control} name="roleIds[]" options={options} />}
  </Field>
)

/** Which projects it leads to, of those that the inviter sees; the command says of which they may not give. */
export const ProjectsField = ({ form, org, hint }: { form: Form; org: string; hint: string }) => (
  <Field {...form.field('projectIds[]')} label={words.projects} hint={hint}>
    {({ defaultValue: _, ...control }) => (
      <MultiCombobox
        {...control}
        name="projectIds[]"
        search={restChoices<Row>(`${org}/projects`, ({ id, title, key, client }) => ({
          value: id,
          label: title,
          hint: client ? `${key} · ${client.name}` : key,
        }))}
      />
    )}
  </Field>
)

/** Which teams they are in from the start: for those who manage teams. */
export const TeamsField = ({ form, org, hint }: { form: Form; org: string; hint: string }) => (
  <Field {...form.field('teamIds[]')} label={words.teams} hint={hint}>
    {({ defaultValue: _, ...control }) => (
      <MultiCombobox
        {...control}
        name="teamIds[]"
        search={restChoices<{ id: string; name: string; members: unknown[] }>(
          `${org}/teams`,
          ({ id, name, members }) => ({
            value: id,
            label: name,
            hint: words.inTeam(members.length),
          }),
        )}
      />
    )}
  </Field>
)
