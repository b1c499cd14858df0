import { catalogue, type Grant, type Permission } from '@/lib/core/permissions'
import type { Explanation, Reader } from './queries'
import type { RecordType } from './schema'

type By = Reader['needs'][number]['reasons'][number]['by']
type Part = Reader['parts'][number]

const partWords: Record<Part, string> = {
  salesperson: 'the salesperson',
  verifier: 'the verifier',
  manager: 'the manager',
  member: 'on the team',
}
const nouns: Record<RecordType, string> = {
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
const mine = (by: By, who: 'you' | 'they', parts: Part[], type: RecordType): string => {
  const you = who === 'you'
  const place = list(parts.map((part) => partWords[part]))
  switch (by) {
    case 'made':
      return `${you ? 'you ' : ''}made ${type === 'payment' ? 'its project' : 'it'}`
    case 'owner':
      return you ? 'you look after it' : 'looks after it'
    case 'assignee':
      return `it is assigned to ${you ? 'you' : 'them'}`
    case 'shared':
      return `it was shared with ${you ? 'you' : 'them'}`
    case 'part':
    case 'project':
      return `${you ? 'you are' : 'is'} ${place ? `${place}${type === 'project' ? '' : ' of its project'}` : 'on one of its projects'}`
    default:
      return ''
  }
}
const mates = (by: By): string => {
  const words: Partial<Record<By, string>> = {
    made: 'somebody of the same team made it',
    owner: 'somebody of the same team looks after it',
    assignee: 'it is assigned to somebody of the same team',
    part: 'somebody of the same team is on the project',
    shared: 'it was shared with somebody of the same team',
  }
  return words[by] ?? ''
}

const rolesOf = (needs: Reader['needs']) => [...new Set(needs.flatMap(({ roles }) => roles.map(({ name }) => name)))]

/** Through what somebody sees it, in one short line. */
export function throughWords(
  { owner, needs, parts }: Pick<Reader, 'owner' | 'needs' | 'parts'>,
  type: RecordType,
  who: 'you' | 'they',
): string {
  if (owner) return who === 'you' ? 'You are the owner.' : 'Owner of the organization'
  const roles = list(rolesOf(needs))
  const reasons = needs.at(-1)?.reasons ?? []
  if (reasons.some(({ by }) => by === 'all' || by === 'held'))
    return who === 'you'
      ? `Your role ${roles} lets you see every ${nouns[type]}.`
      : `${roles}: sees every ${nouns[type]}`
  const told = reasons.map(({ by, whose }) => (whose === 'own' ? mine(by, who, parts, type) : mates(by)))
  const because = list([...new Set(told)])
  return who === 'you' ? `Your role ${roles} lets you see it because ${because}.` : `${roles}: ${because}`
}

/** Through what somebody sees the lists of members and roles. */
export const listWords = ({ owner, needs }: Pick<Reader, 'owner' | 'needs'>): string =>
  owner ? 'Owner of the organization' : `${list(rolesOf(needs))}: sees the members and their roles`

const further: Record<string, string> = { own: 'your own', team: 'your team’s', all: 'all of them' }
const grantWords = ({ permission, grant }: { permission: Permission; grant: Grant }) =>
  grant === true ? catalogue[permission].description : `${catalogue[permission].description} (${further[grant]})`

/** What would change the answer, in one sentence. */
export function fixWords({ fix, moduleOff }: Pick<Explanation, 'fix' | 'moduleOff'>): string {
  if (moduleOff) return `This part of Lobby (${moduleOff}) is switched off for the organization.`
  const ways = [
    ...(fix?.grants.length ? [`a role that lets you ${list(fix.grants.map(grantWords))}`] : []),
    ...(fix?.join ? ['a place on the project'] : []),
  ]
  return ways.length > 0 ? `The least that would do: ${ways.join(', or ')}.` : 'No role here can give you this.'
}

export const messages = {
  open: 'Who can see this',
  you: 'Why you see it',
  people: 'Who sees it',
  outside: 'Outside',
  filter: 'Find a person',
  loading: 'Finding out who sees this',
  failed: 'This could not be loaded. Try again.',
  nobody: 'Nobody of this name sees it.',
  clientOnly: (organization: string) => `Your contact at ${organization} can tell you who else sees this.`,
  refusal: {
    who: 'Who can give it?',
    narrow: 'You may do this elsewhere, but your roles do not reach this record.',
    missing: 'What is missing',
    grantedBy: 'Who can give it',
    able: (names: string[]) =>
      `${names.length === 1 ? 'This person' : 'One of these'} can give it: ${names.join(', ')}.`,
    contact: 'Your contact at the organization',
    ask: (name: string) => `Ask ${name}`,
    done: (name: string) => `${name} was asked`,
    asked: (name: string) => `${name} has a notice that you ask for this.`,
  },
}
