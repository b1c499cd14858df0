/** Every word the primitives say by themselves; a second language is a second object of this shape. */
export const messages = {
  actions: { close: 'Close', cancel: 'Cancel', retry: 'Try again', reload: 'Reload the page', undo: 'Undo' },
  busy: 'Please wait',
  loading: 'Loading',
  field: { optional: 'optional', required: 'required' },
  formError: {
    title: 'This could not be saved',
    count: (count: number) => (count === 1 ? '1 field needs your attention' : `${count} fields need your attention`),
  },
  money: {
    unreadable: 'Enter an amount such as 1250 or 1250.50.',
    tooPrecise: (decimals: number) =>
      decimals === 0 ? 'This currency has no decimals.' : `At most ${decimals} decimals, please.`,
  },
  combobox: {
    open: 'Show the choices',
    clear: 'Clear',
    remove: (label: string) => `Remove ${label}`,
    empty: 'Nothing matches.',
    failed: 'The choices could not be loaded.',
    placeholder: 'Search…',
  },
  empty: { filtered: 'Nothing matches these filters.', clearFilters: 'Clear filters' },
  error: {
    title: 'Something went wrong',
    description: 'Your data is safe. Try again; if it stays like this, tell an admin the number below.',
    reference: 'Reference',
  },
  noAccess: {
    title: 'You have no access to this',
    missing: 'What is missing',
    grantedBy: 'Who can give it',
    back: 'Go back',
  },
  pagination: {
    more: 'Load more',
    loading: 'Loading more',
    shown: (shown: number, total?: number) => (total === undefined ? `${shown} shown` : `${shown} of ${total} shown`),
  },
  breadcrumbs: 'You are here',
  tabs: 'Sections',
  filters: { label: 'Filters', remove: (label: string) => `Remove the filter ${label}`, clear: 'Clear all' },
  file: {
    choose: 'Choose a file',
    drop: 'or drop it here',
    remove: (name: string) => `Remove ${name}`,
    tooLarge: (name: string, limit: string) => `${name} is larger than ${limit}.`,
    wrongType: (name: string, accept: string) => `${name} is not one of ${accept}.`,
  },
  copy: { label: 'Copy', done: 'Copied', failed: 'Could not copy' },
  theme: { label: 'Theme', light: 'Light', dark: 'Dark', system: 'System' },
  toasts: 'Messages',
  time: { now: 'just now' },
  progress: { done: 'Done' },
  more: 'More actions',
} as const
