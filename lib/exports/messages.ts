import type { ExportList } from './schema'

export const messages = {
  title: 'Exports',
  description: 'Files that you asked for, with what you could see then. Only you can open them.',
  menu: 'Export',
  csv: 'Export as CSV',
  xlsx: 'Export as Excel',
  ready: (list: string) => `${list} are exported`,
  long: 'This takes a moment. You will be told when the file is ready.',
  failed: 'The export has failed',
  none: 'No exports yet',
  noneText: 'Open a list and choose “Export”.',
  download: 'Download',
  caption: 'Your exports, newest first',
  columns: { list: 'List', format: 'Format', state: 'State', rows: 'Rows', at: 'Asked for' },
  states: { RUNNING: 'In progress', SUCCEEDED: 'Ready', FAILED: 'Failed' },
  lists: {
    tasks: 'Tasks',
    projects: 'Projects',
    clients: 'Clients',
    leads: 'Leads',
    payments: 'Payments',
    tickets: 'Tickets',
    members: 'Members',
    audit: 'The audit trail',
  } satisfies Record<ExportList, string>,
}
