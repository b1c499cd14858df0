import type { BinKind } from './schema'

export const messages = {
  title: 'Bin',
  description: 'What was deleted in the last 30 days and you may take back.',
  caption: 'Deleted, newest first',
  columns: { what: 'What', kind: 'Kind', deleted: 'Deleted', left: 'Gone for good' },
  kinds: {
    task: 'Task',
    project: 'Project',
    client: 'Client',
    lead: 'Lead',
    ticket: 'Ticket',
    attachment: 'File',
    role: 'Role',
  } satisfies Record<BinKind, string>,
  restore: 'Restore',
  restoreOne: (label: string) => `Restore ${label}`,
  restored: (label: string) => `${label} was restored`,
  none: 'The bin is empty',
  noneText: 'What you delete can be restored here for 30 days.',
}
