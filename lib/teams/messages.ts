export const messages = {
  title: 'Teams',
  description:
    'Where a role says “team”, it reaches what belongs to you or to somebody who shares a team with you, and what lives in projects you work on.',
  name: 'Name',
  members: 'Members',
  membersHint: 'Active colleagues. It counts from their next click.',
  nobody: 'Nobody yet',
  filter: (name: string) => `Show the members of ${name}`,
  none: 'No teams yet',
  noneText: 'Put people who work together into a team, so that they see each other’s work.',
  actions: 'Actions',
  more: (name: string) => `More about ${name}`,
  create: { open: 'New team', title: 'New team', submit: 'Make the team', done: (name: string) => `${name} was made` },
  edit: {
    open: 'Change',
    title: (name: string) => `Change ${name}`,
    submit: 'Save the team',
    done: (name: string) => `${name} was saved`,
  },
  remove: {
    open: 'Delete',
    done: (name: string) => `${name} was deleted`,
    undone: (name: string) => `${name} is back`,
  },
}
