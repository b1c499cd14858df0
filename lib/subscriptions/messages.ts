/** Words of watching and muting. */
export const messages = {
  title: 'Watchers',
  choice: 'What you hear of this',
  watch: 'Watch',
  unwatch: 'Stop watching',
  mute: 'Mute',
  unmute: 'Unmute',
  watching: 'You watch this.',
  muted: 'You muted this.',
  nobody: 'Nobody watches this yet.',
  watched: 'You hear of what happens here.',
  left: 'You no longer hear of what happens here, unless it concerns you.',
  mutedNow: 'You hear nothing of this any more.',
} as const
