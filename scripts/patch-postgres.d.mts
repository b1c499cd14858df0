export function mend(text: string, edits: [before: string, after: string, times?: number][], name: string): string
export function patch(folder: string): void
