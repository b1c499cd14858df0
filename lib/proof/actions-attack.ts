import { sessionCookieName } from '@/lib/core/session-token'
import { addressOf, type BuiltAction } from './build'
import { ask, type Door, type Reply } from './door'
import { kindOf } from './ids'
import type { Attacker, House, Scratch } from './scratch'
import { abreast, type Section, sectionOf } from './sheet'

const fields = 'task project ticket client lead role team member comment attachment payment milestone view import item'
const more = 'assigneeId ownerId managerId clientId projectId memberId roleId'

/** A record of the neighbour's under every name that an action's input may have. */
const bagOf = (house: House): Record<string, unknown> =>
  Object.fromEntries(`${fields} ${more}`.split(' ').map((name) => [name, house.ids[kindOf(name) ?? '']?.[0]]))

type Post = {
  action: BuiltAction
  slug: string
  input: unknown
  who: Attacker | null
  headers?: Record<string, string>
}

/** What a page's script would send; see the framework's `Next-Action` protocol. */
const requestFor =
  (door: Door, house: House, { action, slug, input, who, headers }: Post) =>
  () =>
    new Request(`${door.url}${addressOf(action.page, house.slug, house.ids)}`, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        'next-action': action.id,
        'content-type': 'text/plain;charset=UTF-8',
        origin: door.url,
        ...(who && { cookie: `${sessionCookieName()}=${who.cookie}` }),
        ...headers,
      },
      body: JSON.stringify([slug, input]),
    })

const isDone = ({ text }: Reply) => /"ok":true/.test(text)
const codeIn = ({ text }: Reply) => /"ok":false,"error":\{"code":"(\w+)"/.exec(text)?.[1]

/** Where a request comes from that no page of ours sent. */
const foreign: Record<string, Record<string, string>> = {
  'from another site': { origin: 'https://evil.invalid' },
  'from another site behind a forged proxy': {
    origin: 'https://evil.invalid',
    'x-forwarded-host': 'evil.invalid',
    'x-forwarded-proto': 'https',
    forwarded: 'host=evil.invalid',
  },
  'without saying from where': { origin: '' },
}

/** Posts every server action of the build about the neighbour, as nobody, and from elsewhere. */
export async function attackActions(door: Door, actions: BuiltAction[], { ours, theirs }: Scratch): Promise<Section> {
  const notes = sectionOf('actions')
  const { owner, bystander } = ours.people
  const bag = bagOf(theirs)
  // What is about one's own login takes no organization, and may end the session that it is asked with.
  const ofLogins = actions.filter(({ name }) => /^(accounts|platform)\./.test(name))
  const ofHouses = actions.filter((action) => !ofLogins.includes(action))

  const post = async (told: string, one: Post, right: (reply: Reply) => boolean) => {
    const reply = await ask(door, requestFor(door, ours, one))
    notes.ask()
    if (!right(reply))
      notes.find(`${one.action.name} ${told} answers ${codeIn(reply) ?? (isDone(reply) ? 'done' : reply.status)}`)
    for (const word of [theirs.mark, theirs.inside])
      if (reply.text.includes(word)) notes.find(`${one.action.name} ${told} tells the neighbour’s words`)
  }
  await abreast(ofHouses, async (action) => {
    const to = (slug: string, who: Attacker | null, headers?: Record<string, string>) => ({
      action,
      slug,
      input: bag,
      who,
      headers,
    })
    // What belongs to others is answered like what is not there, to the letter; an action that takes no organization too.
    const absent = await ask(door, requestFor(door, ours, to(`${ours.slug}-absent`, owner)))
    const alike = (reply: Reply) => !isDone(reply) && codeIn(reply) !== undefined && codeIn(reply) === codeIn(absent)
    await post('for the neighbour', to(theirs.slug, owner), alike)
    const elsewhere = { ...action, page: '/sign-in' }
    await post(
      'for the neighbour, on a page that does not use it',
      { ...to(theirs.slug, owner), action: elsewhere },
      (reply) => !isDone(reply),
    )
    await post('with the neighbour’s records', to(ours.slug, owner), ({ status }) => status < 500)
    await post('without a session', to(ours.slug, null), (reply) => !isDone(reply))
    for (const [told, headers] of Object.entries(foreign))
      await post(told, to(ours.slug, owner, headers), (reply) => !isDone(reply) && codeIn(reply) !== 'INVALID')
  })
  for (const action of ofLogins) {
    const about = { action, slug: theirs.slug, input: bag, who: bystander }
    await post('about the neighbour', about, (reply) => reply.status < 500)
    for (const [told, headers] of Object.entries(foreign))
      await post(told, { ...about, headers }, (reply) => !isDone(reply))
  }
  return notes.end()
}
