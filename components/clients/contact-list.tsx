import { Avatar } from '@/components/ui/avatar'
import { Badge } from '@/components/ui/status-pill'
import { messages } from '@/lib/clients/messages'

export type Contact = {
  id: string
  name: string
  email: string | null
  phone: string | null
  position: string | null
  hasLogin: boolean
}

/** The people at a client, with how to reach them. */
export function ContactList({ contacts }: { contacts: readonly Contact[] }) {
  if (contacts.length === 0) return <p className="text-sm text-ink-muted">{messages.noContacts}</p>
  return (
    <ul className="divide-y" aria-label={messages.contacts}>
      {contacts.map((contact) => (
        <li key={contact.id} className="flex items-start gap-3 py-2.5 first:pt-0 last:pb-0">
          <Avatar name={contact.name} />
          <div className="min-w-0 flex-1 text-sm">
            <p className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
              <span className="font-medium break-words text-ink">{contact.name}</span>
              {contact.position && <span className="text-ink-faint">{contact.position}</span>}
              {contact.hasLogin && <Badge tone="info">{messages.hasLogin}</Badge>}
            </p>
            <p className="flex flex-wrap gap-x-3 text-ink-muted">
              {contact.email && (
                <a href={`mailto:${contact.email}`} className="break-all hover:underline">
                  {contact.email}
                </a>
              )}
              {contact.phone && (
                <a href={`tel:${contact.phone.replace(/\s/g, '')}`} className="hover:underline">
                  {contact.phone}
                </a>
              )}
            </p>
          </div>
        </li>
      ))}
    </ul>
  )
}
