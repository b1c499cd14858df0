import { RolePills } from '@/components/members/role-pills'
import { ProjectStatusPill } from '@/components/projects/project-status-pill'
import { Card } from '@/components/ui/card'
import { DescriptionList } from '@/components/ui/description-list'
import { formatMoney } from '@/lib/core/money'
import { type Permission, readPermissions } from '@/lib/core/permissions'
import { messages } from '@/lib/history/messages'
import type { Past } from '@/lib/history/page'
import { messages as members } from '@/lib/members/messages'
import { grantWord, permissionName } from '@/lib/roles/field-words'

type Of<K extends Past['subject']['of']> = Extract<Past['subject'], { of: K }>
const names = (people: readonly { name: string }[]) => people.map(({ name }) => name).join(', ')

/** The fields of what was opened, as they were. */
export function PastSubject({ subject, locale }: { subject: Past['subject']; locale: string }) {
  if (subject.of === 'members') return <PastMembers {...subject} />
  return (
    <Card title={messages.fields}>
      {subject.of === 'project' ? <PastProject {...subject} locale={locale} /> : <PastRole {...subject} />}
    </Card>
  )
}

function PastProject({ project, locale }: Of<'project'> & { locale: string }) {
  const words = messages.project
  const day = (text: string | null) =>
    text && new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(text))
  return (
    <DescriptionList
      items={[
        { label: words.status, value: <ProjectStatusPill status={project.status} /> },
        { label: words.client, value: project.client.name },
        { label: words.manager, value: project.manager?.name },
        { label: words.salesperson, value: project.salesperson?.name },
        { label: words.verifier, value: project.verifier?.name },
        { label: words.team, value: names(project.team) },
        { label: words.sharedWith, value: names(project.sharedWith) },
        { label: words.startsOn, value: day(project.startsOn) },
        { label: words.dueOn, value: day(project.dueOn) },
        { label: words.net, value: project.budget && formatMoney(project.budget.net, locale) },
        { label: words.description, value: project.description },
      ]}
    />
  )
}

function PastRole({ role }: Of<'role'>) {
  const granted = Object.entries(readPermissions(role.permissions))
  return (
    <>
      <DescriptionList
        items={[
          { label: messages.project.description, value: role.description },
          { label: messages.heldBy, value: names(role.heldBy) || messages.nobody },
        ]}
      />
      <h3 className="mt-4 mb-2 text-sm font-medium text-ink">{messages.permissions}</h3>
      <DescriptionList
        items={granted.map(([permission, grant]) => ({
          label: permissionName(permission as Permission),
          value: grantWord(grant),
        }))}
      />
    </>
  )
}

function PastMembers({ members: page }: Of<'members'>) {
  return (
    <Card title={messages.members} description={page.nextCursor ? messages.more(page.items.length) : undefined} flush>
      <ul className="divide-y text-sm">
        {page.items.map(({ id, name, email, status, owner, roles }) => (
          <li key={id} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2">
            <span className="min-w-0 font-medium break-words text-ink">{name}</span>
            <span className="min-w-0 text-xs break-all text-ink-faint">{email}</span>
            <span className="ml-auto flex flex-wrap items-center gap-2 text-xs text-ink-muted">
              {owner ? members.owner : members.statuses[status]}
              <RolePills roles={roles} />
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
