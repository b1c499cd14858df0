import { isDangling } from './database-errors'
import { onClose } from './transaction'

/** Entries of the trail that nobody waits for, and that a flood must not turn into a full disk. */
type Note = { who: string; since: number; more: number; write: (more: number) => Promise<void> }

const windowMs = 5 * 60_000
/** Beyond this many kinds of notes about one person within the window, the rest is counted together. */
const mostOfOne = 100
const mostWaiting = 1_000
const open = new Map<string, Note>()
const ofOne = new Map<string, number>()
let queue: Promise<void> = Promise.resolve()
let waiting = 0
let timer: NodeJS.Timeout | undefined

function write(note: Note, more: number): void {
  if (waiting >= mostWaiting) return
  waiting++
  // One after the other: notes never take more than one connection from those who wait for an answer.
  queue = queue
    .then(() => note.write(more))
    .catch((error: unknown) => {
      // Whoever was deleted for good meanwhile has no trail any more.
      if (!isDangling(error)) console.error(JSON.stringify({ level: 'error', note: note.who, error: String(error) }))
    })
    .finally(() => void waiting--)
}

/** Ends windows: what came again meanwhile is written as one entry with its number. */
function close(before: number): void {
  for (const [key, note] of open) {
    if (note.since > before) continue
    open.delete(key)
    ofOne.set(note.who, (ofOne.get(note.who) ?? 1) - 1)
    if (!ofOne.get(note.who)) ofOne.delete(note.who)
    if (note.more > 0) write(note, note.more)
  }
  if (open.size > 0) return
  clearInterval(timer)
  timer = undefined
}

/**
 * Writes a note at once, and the same one again within five minutes only as a number, when they are over. Whoever calls
 * does not wait, and no error reaches them.
 * @param what names what is the same about one person
 * @param put gets how often it came again; 0 for the first
 */
export function noteOnce(who: string, what: string, put: (more: number) => Promise<void>): void {
  const kinds = ofOne.get(who) ?? 0
  const known = open.get(`${who} ${what}`)
  const key = known || kinds < mostOfOne ? `${who} ${what}` : `${who} *`
  const same = open.get(key)
  if (same) return void same.more++
  const note = { who, since: Date.now(), more: 0, write: put }
  open.set(key, note)
  ofOne.set(who, kinds + 1)
  timer ??= setInterval(() => close(Date.now() - windowMs), 30_000).unref()
  write(note, 0)
}

/** Waits for what is being written; with `all` ends every window first. */
export async function notesWritten({ all = false } = {}): Promise<void> {
  if (all) close(Number.POSITIVE_INFINITY)
  await queue
}
onClose(() => notesWritten({ all: true }))
