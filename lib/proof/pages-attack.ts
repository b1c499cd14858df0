import { sessionCookieName } from '@/lib/core/session-token'
import { addressOf } from './build'
import { ask, type Door } from './door'
import type { Attacker, House, Scratch } from './scratch'
import { abreast, type Section, sectionOf } from './sheet'

const requestFor = (door: Door, address: string, who: Attacker | null, data: boolean) => () =>
  new Request(`${door.url}${address}`, {
    redirect: 'manual',
    headers: {
      ...(who && { cookie: `${sessionCookieName()}=${who.cookie}` }),
      // What a page is made from, as a browser fetches it for a link.
      ...(data && { rsc: '1' }),
    },
  })

/** Data is streamed after its status; what is not there, or lies behind the sign-in, says so within. */
function saidWithin(text: string): number | undefined {
  if (text.includes('NEXT_HTTP_ERROR_FALLBACK;404')) return 404
  return /NEXT_REDIRECT;\w+;\/sign-in\b[^;]*;(\d{3})/.test(text) ? 307 : undefined
}

/** Opens every page below an organization: the neighbour's, one's own with the neighbour's records, and as people who may not. */
export async function attackPages(door: Door, pages: string[], { ours, theirs }: Scratch): Promise<Section> {
  const notes = sectionOf('pages')
  const { owner, bystander, narrow, client } = ours.people

  /** The framework sends a request for data once more, with a mark of its own in the address. */
  const fetched = async (address: string, who: Attacker | null, data: boolean) => {
    const request = requestFor(door, address, who, data)
    const first = await ask(door, request)
    const to = data && first.location ? new URL(first.location, door.url) : null
    return to?.searchParams.has('_rsc') ? ask(door, requestFor(door, to.pathname + to.search, who, data)) : first
  }
  const open = async (
    told: string,
    address: string,
    who: Attacker | null,
    words: string[],
    right: (status: number) => boolean,
  ) => {
    for (const data of [false, true]) {
      const { status: answered, text } = await fetched(address, who, data)
      const status = data ? (saidWithin(text) ?? answered) : answered
      notes.ask()
      if (!right(status)) notes.find(`${told} answers ${status}`)
      for (const word of words) if (text.includes(word)) notes.find(`${told} tells words that are not for them`)
    }
  }
  const wordsOf = ({ mark, inside }: House) => [mark, inside]
  await abreast(pages, async (page) => {
    const absent = (status: number) => status === 404
    await open(`${page} of the neighbour`, addressOf(page, theirs.slug, theirs.ids), owner, wordsOf(theirs), absent)
    const named = page.replace('[org]', '').includes('[')
    if (named)
      await open(
        `${page} with the neighbour’s records`,
        addressOf(page, ours.slug, theirs.ids),
        owner,
        wordsOf(theirs),
        absent,
      )
    const own = addressOf(page, ours.slug, ours.ids)
    await open(`${page} as the owner`, own, owner, [], (status) => status < 400)
    await open(`${page} without a session`, own, null, wordsOf(ours), (status) => status >= 300 && status < 400)
    for (const who of [bystander, narrow])
      await open(`${page} as somebody whose record it is not`, own, who, wordsOf(ours), (status) => status < 500)
    await open(`${page} as a client`, own, client, [ours.inside], (status) => status < 500)
  })
  return notes.end()
}
