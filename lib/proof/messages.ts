import type { Part, ProofState } from './schema'

export const messages = {
  title: 'Proof of isolation',
  description:
    'Lobby attacks itself: it makes two organizations, tries everything in one with what belongs to the other, and removes both.',
  ask: 'Run the proof',
  asked: 'The proof is running. It takes about a minute; this page shows the sheet when it is done.',
  none: 'No proof yet',
  noneText: 'Run it once, and show the sheet to whoever asks how their data is kept apart.',
  sheet: (date: string) => `Sheet of ${date}`,
  earlier: 'Earlier sheets',
  caption: 'What was tried',
  columns: { part: 'What was tried', asked: 'Attempts', found: 'Let through', at: 'Date', result: 'Result' },
  states: {
    RUNNING: 'Running',
    PASSED: 'Nothing was let through',
    FAILED: 'Something was let through',
    BROKEN: 'Could not be done',
  } satisfies Record<ProofState, string>,
  sum: (asked: string, found: string) => `${asked} attempts, ${found} let through`,
  about: { build: 'Build', postgres: 'PostgreSQL', url: 'Address', took: 'Took' },
  seconds: (count: number) => `${count} s`,
  findings: 'What was let through',
  parts: {
    catalogue: [
      'Rules of the database',
      'Every table has its wall, every reference its organization, every role of the database only its rights.',
    ],
    tables: [
      'Tables',
      'Past all of the product’s code: reading, changing, deleting and forging rows of the other organization, and pointing at them.',
    ],
    operations: [
      'Operations of the API',
      'Each with the other organization’s address, and with its records in the path, the query and the body; and without a token.',
    ],
    files: ['Files', 'Every upload and download in the same way.'],
    people: [
      'Colleagues',
      'People of the same organization: without any permission, with a view only, with what is their own only, and a client.',
    ],
    pages: [
      'Pages',
      'Every page with the other organization’s address and records, as the people above, and without a session.',
    ],
    channels: ['Live channels', 'Listening to every channel of the other organization, and to those one may not hear.'],
    actions: [
      'Actions of the pages',
      'Every action for the other organization, without a session, from another site, and behind a forged proxy.',
    ],
    neighbour: ['The other organization', 'Its tables before and after, row by row, and no id of it anywhere else.'],
  } satisfies Record<Part, [string, string]>,
}
