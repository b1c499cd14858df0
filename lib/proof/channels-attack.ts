import { sessionCookieName } from '@/lib/core/session-token'
import { memberChannel, projectChannel, sharedChannel, taskChannel } from '@/lib/notifications/channels'
import { ask, type Door } from './door'
import type { Attacker, House, Scratch } from './scratch'
import { abreast, type Section, sectionOf } from './sheet'

const channelsIn = ({ id, ids }: House) => ({
  members: (ids.member ?? []).map((member) => memberChannel(id, member)),
  team: (ids.project ?? []).map((project) => projectChannel(id, project)),
  others: [
    ...(ids.project ?? []).map((project) => sharedChannel(id, project)),
    ...(ids.task ?? []).map((task) => taskChannel(id, task)),
  ],
})

const requestFor = (door: Door, channel: string, who: Attacker) => () =>
  new Request(`${door.url}/api/realtime/auth`, {
    method: 'POST',
    headers: { cookie: `${sessionCookieName()}=${who.cookie}`, origin: door.url },
    body: new URLSearchParams({ socket_id: '1.1', channel_name: channel }),
  })

/** Asks to hear every live channel of the neighbour's, and those of the own organization that one may not hear. */
export async function attackChannels(door: Door, { ours, theirs }: Scratch): Promise<Section> {
  const notes = sectionOf('channels')
  const { owner, bystander, narrow, client } = ours.people
  const own = channelsIn(ours)
  const near = channelsIn(theirs)
  const strangers = [bystander, narrow].flatMap((who) =>
    [...own.team, ...own.others].map((channel) => ({ channel, who })),
  )
  const attempts = [
    ...[...near.members, ...near.team, ...near.others].map((channel) => ({ channel, who: owner })),
    ...strangers,
    ...own.team.map((channel) => ({ channel, who: client })),
    ...own.members.filter((channel) => !channel.endsWith(client.memberId)).map((channel) => ({ channel, who: client })),
  ]
  await abreast(attempts, async ({ channel, who }) => {
    const { status } = await ask(door, requestFor(door, channel, who))
    notes.ask()
    if (status !== 403) notes.find(`${who.name} is let onto ${channel.replace(/[0-9a-f-]{36}/g, '…')}`)
  })
  // A door that refuses everybody would pass all of this.
  const heard = await ask(door, requestFor(door, memberChannel(ours.id, owner.memberId), owner))
  notes.ask()
  if (heard.status !== 200) notes.find(`the owner is not let onto a channel of their own (${heard.status})`)
  return notes.end()
}
