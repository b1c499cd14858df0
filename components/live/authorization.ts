/** What the live service wants to see, signed by Lobby: whose socket it is, and each channel that they may hear. */
export type Authorization = {
  user: { auth: string; user_data: string } | null
  /** null: may not be heard. `heard`: how many messages the channel had carried by then. */
  channels: Record<string, { auth: string; channel_data?: string; heard: number } | null>
}

/** Asks for all of them at once. @throws when the server cannot answer */
export async function askAuthorization(socketId: string, channels: readonly string[]): Promise<Authorization> {
  const response = await fetch('/api/realtime/auth', {
    method: 'POST',
    body: new URLSearchParams([['socket_id', socketId], ...channels.map((name) => ['channel_names', name])]),
  })
  if (response.status === 403) return { user: null, channels: {} }
  if (!response.ok) throw new Error(`The server answered ${response.status}`)
  return (await response.json()) as Authorization
}
