import type { Past } from './page'
import type { PastSubject } from './schema'

/** Words for opening what was at a past moment. */
export const messages = {
  open: 'As of…',
  title: 'As it stood',
  description:
    'A project, a role or the members at a past moment, and who could see them then. Nothing here can be changed.',
  of: 'What',
  kinds: { members: 'The members', role: 'A role', project: 'A project' } satisfies Record<PastSubject, string>,
  which: { role: 'Role', project: 'Project' },
  whichMissing: { role: 'Choose a role.', project: 'Choose a project.' },
  byKey: 'By its key, also when it is deleted now',
  at: 'Moment',
  zone: (zone: string) => `Time in ${zone}`,
  show: 'Show',
  banner: (subject: Past['subject'], when: string) =>
    `${
      subject.of === 'project'
        ? `${subject.project.key} ${subject.project.title}`
        : subject.of === 'role'
          ? `The role “${subject.role.name}”`
          : 'The list of members'
    } as it stood on ${when}`,
  choose: 'Choose what to see, and a moment',
  chooseText: (of: PastSubject) =>
    ({
      members: 'The list of members as it stood then is shown here.',
      role: 'The role as it stood then is shown here, with who held it.',
      project: 'The project as it stood then is shown here, with who could see it.',
    })[of],
  none: 'There is nothing of that moment',
  notThere: 'It was not there then, or your permissions do not reach it.',
  wrong: 'Choose a moment that has passed.',
  now: 'As it is now',
  fields: 'What it was',
  readers: 'Who could see it',
  readersText: 'By the permissions, teams and parts that people held then.',
  nobody: 'Nobody',
  outside: 'Outside',
  since: 'What happened since',
  sinceText: 'From the audit trail, newest first.',
  nothingSince: 'Nothing since then',
  toTrail: 'Open the trail',
  heldBy: 'Held by',
  permissions: 'What it permitted',
  members: 'Members',
  more: (count: number) => `The first ${count} are shown.`,
  project: {
    status: 'Status',
    client: 'Client',
    manager: 'Manager',
    salesperson: 'Salesperson',
    verifier: 'Verifier',
    team: 'Team',
    sharedWith: 'Shared with',
    startsOn: 'Start',
    dueOn: 'Due',
    net: 'Net total',
    description: 'Description',
  },
}
