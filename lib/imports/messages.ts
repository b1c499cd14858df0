import type { ImportField, ImportMode, ImportStatus } from './schema'

const number = (count: number) => count.toLocaleString('en')
const rows = (count: number) => `${number(count)} ${count === 1 ? 'row' : 'rows'}`

/** Every word about bringing tasks in from a file. */
export const messages = {
  heading: 'Imports',
  caption: 'Imports into this project',
  new: 'Import tasks',
  emptyTitle: 'Nothing was imported yet',
  empty: 'Bring the tasks that you already have: any tool that exports CSV will do.',
  columns: {
    file: 'File',
    status: 'Status',
    rows: 'Rows',
    imported: 'Imported',
    failed: 'Not imported',
    at: 'Uploaded',
  },
  statuses: {
    UPLOADED: 'To be mapped',
    RUNNING: 'Running',
    SUCCEEDED: 'Finished',
    FAILED: 'Nothing imported',
  } satisfies Record<ImportStatus, string>,
  upload: {
    heading: 'Import tasks from a file',
    intro:
      'Upload a CSV with one task per row and a heading in the first. Nothing is imported before you have seen what would happen.',
    label: 'CSV file',
    hint: 'Up to 50,000 rows. Comma, semicolon or tab; any usual encoding.',
    required: 'Choose a file first.',
    submit: 'Upload',
    progress: 'Uploading',
    reading: 'Reading the file',
    network: 'The upload did not arrive. Check the connection and try again; the file is still chosen.',
  },
  mapping: {
    heading: (file: string) => `What the columns of ${file} become`,
    about: (count: number, encoding: string, delimiter: string) =>
      `${rows(count)}, ${encoding}, separated by ${delimiter}`,
    delimiters: { ',': 'commas', ';': 'semicolons', '\t': 'tabs', '|': 'bars' } as Record<string, string>,
    caption: 'Columns of the file',
    column: 'Column',
    becomes: 'Becomes',
    becomesOf: (column: string) => `${column} becomes`,
    sample: 'First values',
    leaveOut: 'Leave out',
    check: 'Check',
    checkHint: 'Reads the whole file and changes nothing.',
    start: 'Import',
    mode: 'When some rows are wrong',
  },
  fields: {
    title: 'Title',
    description: 'Description',
    status: 'Status',
    priority: 'Priority',
    assignee: 'Assignee',
    labels: 'Labels',
    estimate: 'Estimate',
    startsOn: 'Start',
    dueOn: 'Due',
    externalKey: 'Key in the other tool',
  } satisfies Record<ImportField, string>,
  modes: {
    ALL_OR_NOTHING: { label: 'All or nothing', hint: 'One wrong row, and nothing is imported.' },
    KEEP_GOOD_ROWS: { label: 'Keep the good rows', hint: 'Wrong rows are left out and listed.' },
  } satisfies Record<ImportMode, { label: string; hint: string }>,
  check: {
    heading: 'What would happen',
    good: (count: number) => `${rows(count)} would be imported.`,
    bad: (count: number) => (count === 0 ? 'No row is wrong.' : `${rows(count)} cannot be imported as they are.`),
    outdated: 'The columns were changed since. Check again.',
    announced: (good: number, bad: number) => `Checked: ${rows(good)} good, ${rows(bad)} wrong.`,
  },
  errors: {
    heading: 'What is wrong, by line',
    caption: 'Errors by line of the file',
    line: 'Line',
    column: 'Column',
    message: 'What is wrong',
    more: (count: number) => `${number(count)} more are not listed.`,
    failed: 'The errors could not be loaded.',
    wholeRow: 'Whole row',
  },
  progress: {
    heading: 'Importing',
    label: 'Progress of the import',
    text: (done: number, total: number) => `${number(done)} of ${rows(total)}`,
    wait: 'You can leave this page: the import goes on, and you are told when it has finished.',
    allAtOnce: 'All rows are written at once; this takes a moment.',
  },
  result: {
    finished: (count: number) => `${number(count)} ${count === 1 ? 'task was' : 'tasks were'} imported.`,
    skipped: (count: number) => `${rows(count)} could not be imported.`,
    failedTitle: 'Nothing was imported.',
    failed: (count: number) =>
      `${rows(count)} are wrong, and you chose all or nothing. Correct the file and upload it again.`,
    board: 'Open the board',
    list: 'See the tasks',
    again: 'Upload another file',
  },
} as const
