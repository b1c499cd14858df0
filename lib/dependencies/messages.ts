/** Words of what waits for what. */
export const messages = {
  title: 'Dependencies',
  waitsFor: 'Waits for',
  blocks: 'Blocks',
  addWaitsFor: 'Add a task that this one waits for',
  addBlocks: 'Add a task that waits for this one',
  search: 'Key or title',
  none: 'Waits for nothing, and nothing waits for it.',
  blocked: 'Blocked',
  blockedBy: (keys: string) => `Waits for ${keys}`,
  remove: (key: string) => `Remove ${key}`,
  added: (key: string) => `${key} linked`,
  removed: (key: string) => `${key} no longer linked`,
} as const
