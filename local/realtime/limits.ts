/** The limits of Pusher Channels (pusher.com/docs/channels/library_auth_reference/pusher-websockets-protocol). */
export const LIMITS = {
  /** bytes of the data of one event, in UTF-8 */
  eventData: 10_240,
  eventName: 200,
  /** characters of a channel's name, its prefix included */
  channelName: 164,
  channelsPerTrigger: 100,
  eventsPerBatch: 10,
  presenceMembers: 100,
  presenceUserId: 128,
  /** bytes of the JSON that describes one presence member */
  presenceUserInfo: 1_024,
  clientEventsPerSecond: 10,
  /** seconds for which a cache channel keeps its last event */
  cacheSeconds: 1_800,
  /** bytes of one frame from a client; above it the socket is closed with 1009 */
  frame: 65_536,
  /** bytes of a REST body: ten escaped events of full size fit */
  restBody: 1_048_576,
  /** bytes a slow reader may leave unread before it is told to reconnect */
  unreadBytes: 4_194_304,
  connections: 10_000,
  /** seconds without a frame after which a client must ping, and the server asks */
  activityTimeout: 120,
  /** seconds the client has to answer that question */
  pongTimeout: 30,
} as const

/** Close codes: 4000–4099 stay away, 4100–4199 come back after a second, 4200–4299 come back at once. */
export const CLOSE = {
  unknownKey: 4001,
  overQuota: 4004,
  wrongPath: 4005,
  badVersion: 4006,
  unsupportedVersion: 4007,
  noVersion: 4008,
  unauthorized: 4009,
  overCapacity: 4100,
  reconnect: 4200,
  noPong: 4201,
  /** not a close code: the error code of a refused client event */
  clientEventRefused: 4301,
  serviceRestart: 1012,
} as const
