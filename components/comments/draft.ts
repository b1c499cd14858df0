import type { AttachedFile } from '@/components/attachments/attached-files'
import type { Person } from './mentions'

/** A comment that was not sent yet. It outlives a reload of the tab, and nothing else. */
export type Draft = { text: string; shared: boolean; picked: Person[]; files: AttachedFile[] }
export const emptyDraft: Draft = { text: '', shared: false, picked: [], files: [] }

const key = (subjectId: string) => `comment-draft:${subjectId}`

export function readDraft(subjectId: string): Draft {
  try {
    return { ...emptyDraft, ...(JSON.parse(sessionStorage.getItem(key(subjectId)) ?? '{}') as Partial<Draft>) }
  } catch {
    return emptyDraft
  }
}

/** Keeps the draft; an empty one is forgotten. A browser that keeps nothing is no reason to stop typing. */
export function keepDraft(subjectId: string, draft: Draft): void {
  try {
    if (draft.text || draft.files.length > 0) sessionStorage.setItem(key(subjectId), JSON.stringify(draft))
    else sessionStorage.removeItem(key(subjectId))
  } catch {
    // private windows may refuse storage
  }
}
