import { LIMITS } from './limits'

export type ChannelKind = {
  access: 'public' | 'private' | 'presence' | 'user'
  encrypted: boolean
  cache: boolean
  /** whether connections may send `client-…` events to each other */
  clientEvents: boolean
}

const USER_CHANNEL = '#server-to-user-'

/** Reads from its name what a channel is; null for a name that is not allowed. */
export function channelKind(name: string): ChannelKind | null {
  if (name.startsWith(USER_CHANNEL) && name.length > USER_CHANNEL.length && name.length <= 200) {
    return { access: 'user', encrypted: false, cache: false, clientEvents: false }
  }
  if (name.length > LIMITS.channelName || !/^[A-Za-z0-9_\-=@,.;]+$/.test(name)) return null
  const access = name.startsWith('private-') ? 'private' : name.startsWith('presence-') ? 'presence' : 'public'
  const encrypted = name.startsWith('private-encrypted-')
  return {
    access,
    encrypted,
    cache: /^(private-encrypted-|private-|presence-)?cache-/.test(name),
    clientEvents: access !== 'public' && !encrypted,
  }
}

/** The channel on which one signed-in user gets messages from the server. */
export function userChannel(userId: string): string {
  return USER_CHANNEL + userId
}
