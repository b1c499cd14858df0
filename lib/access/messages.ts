export const messages = {
  open: 'Who can see this',
  openOf: (name: string) => `Who can see ${name}`,
  you: 'Why you see it',
  people: 'Who sees it',
  outside: 'Outside',
  filter: 'Find a person',
  loading: 'Finding out who sees this',
  failed: 'This could not be loaded. Try again.',
  nobody: 'Nobody of this name sees it.',
  clientOnly: (organization: string) => `Your contact at ${organization} can tell you who else sees this.`,
  refusal: {
    who: 'Who can give it?',
    narrow: 'You may do this elsewhere, but your roles do not reach this record.',
    missing: 'What is missing',
    grantedBy: 'Who can give it',
    able: (names: string[]) =>
      `${names.length === 1 ? 'This person' : 'One of these'} can give it: ${names.join(', ')}.`,
    contact: 'Your contact at the organization',
    ask: (name: string) => `Ask ${name}`,
    done: (name: string) => `${name} was asked`,
    asked: (name: string) => `${name} has a notice that you ask for this.`,
  },
}
