/** Words of the pages that stand where another page could not be shown. */
export const pageWords = {
  home: 'Go to the start',
  back: 'Go back',
  notFound: {
    title: 'There is nothing here',
    description:
      'This page does not exist, or you have no access to it. Check the address, or ask whoever gave it to you.',
  },
  forbidden: {
    title: 'You have no access to this',
    missing: 'A permission that your roles do not give you',
    anyAdmin: 'An admin of the organization',
    nobody: 'Nobody: whoever looks in for the platform may only look',
  },
  away: {
    title: 'Back in a moment',
    description:
      'Lobby cannot reach its database just now. This page tries again by itself; nothing you saved is lost.',
    trying: 'Trying again every 3 seconds…',
  },
  failed: {
    title: 'Something went wrong',
    description:
      'It is our fault, not yours. What was saved is safe. Try again; if it stays like this, tell an admin the number below.',
    retry: 'Try again',
    reference: 'Reference',
  },
} as const
