import { catalogue, type Grant, type Permission } from '@/lib/core/permissions'
import { messages as roles } from '@/lib/roles/messages'
import type { Opening } from './policy'
import type { Explanation, Reader } from './queries'
import type { Place, RecordType } from './schema'

type By = Reader['needs'][number]['reasons'][number]['by']
type Part = Reader['parts'][number]

const { modules } = roles
const partWords: Record<Part, string> = {
  salesperson: 'the salesperson',
  verifier: 'the verifier',
  manager: 'the manager',
  member: 'on the team',
}
const nouns: Record<Place, string> = {
  client: 'client',
  lead: 'lead',
  project: 'project',
  payment: 'payment',
  task: 'task',
  ticket: 'ticket',
}
const list = (words: string[]) =>
  words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`

/** The reason as a clause, for "you" and for somebody else. */
const mine = (by: By, who: 'you' | 'they', parts: Part[], place: Place, it: string): string => {
  const you = who === 'you'
  const held = list(parts.map((part) => partWords[part]))
  switch (by) {
    case 'made':
      return `${you ? 'you ' : ''}made ${place === 'payment' ? 'its project' : it}`
    case 'owner':
      return `${you ? 'you look' : 'looks'} after ${it}`
    case 'assignee':
      return `${it} is assigned to ${you ? 'you' : 'them'}`
    case 'shared':
      return `${it} was shared with ${you ? 'you' : 'them'}`
    case 'part':
    case 'project':
      return `${you ? 'you are' : 'is'} ${held ? `${held}${place === 'project' ? '' : ' of its project'}` : 'on one of its projects'}`
    default:
      return ''
  }
}
const mates = (by: By, it: string): string => {
  const words: Partial<Record<By, string>> = {
    made: `somebody of the same team made ${it}`,
    owner: `somebody of the same team looks after ${it}`,
    assignee: `${it} is assigned to somebody of the same team`,
    part: 'somebody of the same team is on the project',
    shared: `${it} was shared with somebody of the same team`,
  }
  return words[by] ?? ''
}

const rolesOf = (needs: Reader['needs']) => [...new Set(needs.flatMap(({ roles }) => roles.map(({ name }) => name)))]

/** Why a comment or a file is not hidden from who sees what it lies on. */
const openWords = (open: Opening[], who: 'you' | 'they', type: RecordType): string => {
  const what = type === 'attachment' ? 'This file' : 'This comment'
  if (open.includes('made')) return `${what} is ${who === 'you' ? 'yours' : 'theirs'}.`
  if (open.includes('shared')) return `${what} is shared with the client.`
  return who === 'you' ? 'You may read what is for the team only.' : 'May read what is for the team only.'
}

/** Through what somebody sees it, in one short line; of a comment or a file also why it is not hidden from them. */
export function throughWords(
  reader: Pick<Reader, 'owner' | 'needs' | 'parts' | 'open'>,
  type: RecordType,
  place: Place,
  who: 'you' | 'they',
): string {
  const { owner, open } = reader
  if (owner) return who === 'you' ? 'You are the owner.' : 'Owner of the organization'
  const through = placeWords(reader, place, who, type === place ? 'it' : `the ${nouns[place]}`)
  if (!open) return through
  return `${through}${who === 'you' ? '' : '.'} ${openWords(open, who, type)}`
}

function placeWords({ needs, parts }: Pick<Reader, 'needs' | 'parts'>, place: Place, who: 'you' | 'they', it: string) {
  const roles = list(rolesOf(needs))
  const reasons = needs.at(-1)?.reasons ?? []
  if (reasons.some(({ by }) => by === 'all' || by === 'held'))
    return who === 'you'
      ? `Your role ${roles} lets you see every ${nouns[place]}.`
      : `${roles}: sees every ${nouns[place]}`
  // Of oneself the record is named at the beginning.
  const then = who === 'you' ? 'it' : it
  const told = reasons.map(({ by, whose }) => (whose === 'own' ? mine(by, who, parts, place, then) : mates(by, then)))
  const because = list([...new Set(told)])
  return who === 'you' ? `Your role ${roles} lets you see ${it} because ${because}.` : `${roles}: ${because}`
}

/** Through what somebody sees the lists of members and roles. */
export const listWords = ({ owner, needs }: Pick<Reader, 'owner' | 'needs'>): string =>
  owner ? 'Owner of the organization' : `${list(rolesOf(needs))}: sees the members and their roles`

const further: Record<string, string> = { own: 'your own', team: 'your team’s', all: 'all of them' }
const grantWords = ({ permission, grant }: { permission: Permission; grant: Grant }) =>
  grant === true ? catalogue[permission].description : `${catalogue[permission].description} (${further[grant]})`

/** What would change the answer, in one sentence. */
export function fixWords({ fix, moduleOff }: Pick<Explanation, 'fix' | 'moduleOff'>): string {
  if (moduleOff)
    return `“${modules[moduleOff] ?? moduleOff}” is switched off for the whole organization, in its settings.`
  const ways = [
    ...(fix?.grants.length ? [`a role that lets you ${list(fix.grants.map(grantWords))}`] : []),
    ...(fix?.join ? ['a place on the project'] : []),
  ]
  return ways.length > 0 ? `The least that would do: ${ways.join(', or ')}.` : 'No role here can give you this.'
}
