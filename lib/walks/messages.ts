/** Words for looking around with other eyes. */
export const messages = {
  banner: 'Looking around read-only',
  as: (name: string) => `You look around as ${name}.`,
  readOnly: (until: string) => `Nothing can be changed. It ends by itself at ${until}.`,
  end: 'End the walk',
  begun: (name: string) => `You look around as ${name} now. Nothing can be changed.`,
  over: 'The walk is over: its time was up, or you may not look with these eyes any more. You act as yourself again.',
  asMember: (name: string) => `Walk as ${name}`,
  open: { draft: 'Walk with this draft', role: 'Walk with this role' },
  title: (role: string) => `Walk with “${role}”`,
  text: 'You see every page as they would, for half an hour at most. Nothing can be changed, and what you visit is written into the audit trail under your name.',
  eyes: 'With whose eyes',
  newcomer: 'A newcomer who holds only this role',
  holder: (name: string) => `${name}, with what else they hold`,
  start: 'Begin',
}
