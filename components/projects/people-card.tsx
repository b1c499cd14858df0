import type { ReactNode } from 'react'
import { Avatar } from '@/components/ui/avatar'
import { Card } from '@/components/ui/card'
import { DescriptionList } from '@/components/ui/description-list'
import { messages } from '@/lib/projects/messages'
import type { Project } from '@/lib/projects/show'

type Named = { id: string; name: string }

const person = (named: Named | null) =>
  named ? (
    <span className="inline-flex items-center gap-1.5">
      <Avatar name={named.name} size="sm" /> {named.name}
    </span>
  ) : (
    <span className="text-ink-faint">{messages.people.nobody}</span>
  )

/** Who holds which part in a project. */
export function PeopleCard({
  people,
  members,
  actions,
}: {
  people: NonNullable<Project['people']>
  members: readonly Named[]
  actions?: ReactNode
}) {
  return (
    <Card title={messages.overview.people} actions={actions}>
      <DescriptionList
        items={[
          { label: messages.form.manager, value: person(people.manager) },
          { label: messages.form.salesperson, value: person(people.salesperson) },
          { label: messages.form.verifier, value: person(people.verifier) },
          {
            label: messages.people.members,
            value:
              members.length > 0 ? (
                <ul className="flex flex-col gap-1" aria-label={messages.people.members}>
                  {members.map((member) => (
                    <li key={member.id}>{person(member)}</li>
                  ))}
                </ul>
              ) : (
                person(null)
              ),
          },
        ]}
      />
    </Card>
  )
}

/** With which contacts of the client a project is shared. */
export function SharedCard({
  contacts,
  actions,
}: {
  contacts: readonly (Named & { email: string | null })[]
  actions?: ReactNode
}) {
  return (
    <Card title={messages.overview.shared} actions={actions}>
      {contacts.length === 0 ? (
        <p className="text-sm text-ink-muted">{messages.share.nobody}</p>
      ) : (
        <ul className="flex flex-col gap-1 text-sm" aria-label={messages.overview.shared}>
          {contacts.map((contact) => (
            <li key={contact.id} className="flex min-w-0 flex-wrap items-center gap-x-2">
              {person(contact)}
              {contact.email && <span className="text-xs break-all text-ink-faint">{contact.email}</span>}
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
