import type { StatusChoice } from './schema'

/** Stands for every word or person of a file that is not named. */
export const everyOther = '*'

/** Before the payment nothing may have begun. */
export const startsWork = (status: StatusChoice): boolean => status === 'IN_PROGRESS' || status === 'DONE'

/** What a word becomes when nobody chose for it: its usual meaning, as far as the project may hold it. */
export const statusPreset = (meant: StatusChoice | null | undefined, unlocked: boolean): StatusChoice | undefined =>
  meant && (unlocked || !startsWork(meant)) ? meant : undefined

/** Whether an import can be taken back: it has written something, and is not at it still. */
export const mayUndo = (subject: { status: string; importedRows: number }): boolean =>
  (subject.status === 'SUCCEEDED' || subject.status === 'FAILED') && subject.importedRows > 0
