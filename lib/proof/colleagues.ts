import { type Aim, abreastAsk, type Door, namings, type Reply } from './door'
import { kindOf } from './ids'
import type { Offered } from './offer'
import type { House } from './scratch'
import { type Notes, type Section, sectionOf } from './sheet'

type Attempt = Aim & { told: string }

/** Every operation about the organization's own records, with a body that would do if one were permitted. */
function attemptsOn(operations: Offered[], house: House): Attempt[] {
  return operations
    .filter(({ path }) => path.includes('{org}'))
    .flatMap((operation) =>
      namings(operation, house).map((named) => ({
        operation,
        slug: house.slug,
        named,
        given: Object.fromEntries(
          operation.fields.map((field) => {
            const id = house.ids[kindOf(field) ?? '']?.[0]
            return [field, Array.isArray(operation.body?.[field]) ? [id] : id]
          }),
        ),
        told: `${operation.method} ${operation.path}`,
      })),
    )
}

/** What an operation asks for besides its own permission, with a request that needs it. */
const besides: { method: string; path: string; given: (house: House) => Record<string, unknown> }[] = [
  { method: 'PATCH', path: '/organizations/{org}/comments/{comment}', given: () => ({}) },
  { method: 'DELETE', path: '/organizations/{org}/comments/{comment}', given: () => ({}) },
  { method: 'DELETE', path: '/organizations/{org}/attachments/{attachment}', given: () => ({}) },
  {
    method: 'POST',
    path: '/organizations/{org}/projects/{project}/tasks',
    given: ({ people }) => ({ assigneeId: people.admin.memberId, parentId: undefined }),
  },
  {
    method: 'PATCH',
    path: '/organizations/{org}/tasks/{task}',
    given: ({ people }) => ({ assigneeId: people.owner.memberId, parentId: undefined, after: undefined }),
  },
]

const isPermission = ({ permission }: Offered) => permission.includes('.')
const isView = ({ permission }: Offered) => permission.endsWith('.view')
/** What somebody else wrote is changed by who may moderate. */
const wantedOf = ({ path, permission }: Offered) =>
  /\/(comments|attachments)\/\{\w+\}(\/restore)?$/.test(path) ? 'tasks.comments.moderate' : permission
/** What every member is told of the house and the people in it, whoever wrote it. */
const ofThePeople = /^\/organizations\/\{org\}\/(members|roles|teams|invitations|explanations)\b/

/** Nobody may be told words of records that they cannot see. */
const silent = (notes: Notes, who: string, words: string[], told: string, { text }: Reply) => {
  for (const word of words) if (text.includes(word)) notes.find(`${told} tells ${who} what is not theirs`)
}

/**
 * People of the same organization try what their roles do not give them: one who holds nothing, one who sees everything
 * and may change nothing, one who may do all but assign and moderate, one who may do everything with their own and has
 * nothing, and a client's contact.
 */
export async function attackAsColleagues(door: Door, operations: Offered[], house: House): Promise<Section> {
  const notes = sectionOf('people')
  const { owner, bystander, reader, narrow, client } = house.people
  const all = attemptsOn(operations, house)

  await abreastAsk(
    door,
    all.filter(({ operation }) => isPermission(operation)),
    bystander,
    ({ told }, reply) => {
      notes.ask()
      if (![403, 404].includes(reply.status))
        notes.find(`${told} answers ${reply.status} to somebody without any permission`)
      silent(notes, 'somebody without any permission', [house.mark, house.inside], told, reply)
    },
  )

  const changing = all.filter(({ operation }) => isPermission(operation) && !isView(operation))
  await abreastAsk(door, changing, reader, ({ told, operation }, { status, text }) => {
    notes.ask()
    // An import is seen by who may change its project, so to others it is not there.
    const right = operation.names.includes('import') ? [404] : [403]
    if (!right.includes(status)) notes.find(`${told} answers ${status} to somebody who may only look`)
    const wanted = wantedOf(operation)
    if (status === 403 && (JSON.parse(text) as { missing?: string }).missing !== wanted)
      notes.find(`${told} does not ask for ${wanted}`)
  })

  const inner = all.flatMap((attempt) => {
    const { method, path } = attempt.operation
    const found = besides.find((one) => one.method === method && one.path === path)
    return found ? [{ ...attempt, given: { ...attempt.given, ...found.given(house) } }] : []
  })
  await abreastAsk(door, inner, house.people.editor, ({ told }, { status }) => {
    notes.ask()
    if (status !== 403) notes.find(`${told} answers ${status} to somebody who may do everything but this`)
  })

  await abreastAsk(door, all, narrow, ({ told, operation }, reply) => {
    notes.ask()
    const named = operation.names.length > 0 && isPermission(operation) && !ofThePeople.test(operation.path)
    if (named && reply.status < 400) notes.find(`${told} answers ${reply.status} to somebody whose record it is not`)
    silent(notes, 'somebody whose record it is not', [house.mark, house.inside], told, reply)
  })

  const looking = all.filter(({ operation }) => operation.method === 'GET')
  // A door that refuses everybody would pass all of this.
  const there = looking.filter(({ operation }) => !operation.names.includes('proof'))
  await abreastAsk(door, there, owner, ({ told }, { status }) => {
    notes.ask()
    if ([401, 403, 404].includes(status) || status >= 500) notes.find(`${told} answers ${status} to the owner`)
  })
  await abreastAsk(door, looking, client, ({ told }, reply) => {
    notes.ask()
    silent(notes, 'a client', [house.inside], told, reply)
  })
  return notes.end()
}
