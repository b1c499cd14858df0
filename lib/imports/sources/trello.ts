import { isObject, type JsonObject, objectsIn, tableOf, textOf } from '../json'
import type { JsonSource } from './source'

const positions = (a: JsonObject, b: JsonObject) => Number(a.pos ?? 0) - Number(b.pos ?? 0)
const byId = (items: JsonObject[]) => new Map(items.map((item) => [textOf(item.id), item]))
const texts = (ids: unknown) => (Array.isArray(ids) ? ids.map(textOf) : [])

/** The items of a card's checklists as lines; several checklists name themselves before each item. */
function itemsOf(checklists: JsonObject[]): string[] {
  return checklists.flatMap((checklist) =>
    objectsIn(checklist.checkItems)
      .toSorted(positions)
      .map((item) => {
        const name = checklists.length > 1 ? `${textOf(checklist.name)}: ` : ''
        return `[${item.state === 'complete' ? 'x' : ' '}] ${name}${textOf(item.name)}`
      }),
  )
}

/** When each card was ticked as complete, as the board's history tells; the newest stands first there. */
function ticksOf(board: JsonObject): Map<string, string> {
  const ticks = new Map<string, string>()
  for (const action of objectsIn(board.actions).toReversed()) {
    const card = isObject(action.data) && isObject(action.data.card) ? action.data.card : null
    if (card?.dueComplete === true) ticks.set(textOf(card.id), textOf(action.date))
  }
  return ticks
}

/** A Trello board as its menu exports it, as JSON: cards in the order of their lists. */
export const trello: JsonSource = {
  fields: [
    [/^card$/i, 'title'],
    [/^description$/i, 'description'],
    [/^list$/i, 'status'],
    [/^members$/i, 'assignee'],
    [/^labels$/i, 'labels'],
    [/^start$/i, 'startsOn'],
    [/^due$/i, 'dueOn'],
    [/^completed$/i, 'completedAt'],
    [/^checklist$/i, 'checklist'],
    [/^short link$/i, 'externalKey'],
  ],
  read(value) {
    if (!isObject(value) || !Array.isArray(value.cards) || !Array.isArray(value.lists)) return null
    const lists = objectsIn(value.lists).toSorted(positions)
    const listOf = byId(lists)
    const place = new Map(lists.map((list, index) => [textOf(list.id), index]))
    const members = byId(objectsIn(value.members))
    const labels = byId(objectsIn(value.labels))
    const checklists = new Map<string, JsonObject[]>()
    for (const checklist of objectsIn(value.checklists).toSorted(positions)) {
      const card = textOf(checklist.idCard)
      checklists.set(card, [...(checklists.get(card) ?? []), checklist])
    }
    const ticks = ticksOf(value)
    const placeOf = (card: JsonObject) => place.get(textOf(card.idList)) ?? lists.length
    const cards = objectsIn(value.cards).toSorted((a, b) => placeOf(a) - placeOf(b) || positions(a, b))

    const statusOf = (card: JsonObject) => {
      const list = listOf.get(textOf(card.idList))
      if (card.closed === true || list?.closed === true) return 'Archived'
      return card.dueComplete === true ? 'Complete' : textOf(list?.name)
    }
    const labelsOf = (card: JsonObject) => {
      const own = objectsIn(card.labels)
      const found =
        own.length > 0
          ? own
          : texts(card.idLabels).flatMap((id): JsonObject[] => {
              const label = labels.get(id)
              return label ? [label] : []
            })
      return found.map((label) => textOf(label.name) || textOf(label.color)).filter(Boolean)
    }
    const membersOf = (card: JsonObject) =>
      texts(card.idMembers).flatMap((id) => {
        const member = members.get(id)
        return member ? [textOf(member.email) || textOf(member.fullName) || textOf(member.username)] : []
      })
    return tableOf(
      cards,
      {
        Card: (card) => textOf(card.name),
        Description: (card) => textOf(card.desc),
        List: statusOf,
        Labels: labelsOf,
        Members: membersOf,
        Start: (card) => textOf(card.start),
        Due: (card) => textOf(card.due),
        Completed: (card) => textOf(card.dateCompleted) || (ticks.get(textOf(card.id)) ?? ''),
        Checklist: (card) => itemsOf(checklists.get(textOf(card.id)) ?? objectsIn(card.checklists)),
        'Short link': (card) => textOf(card.shortLink) || textOf(card.id),
        URL: (card) => textOf(card.shortUrl) || textOf(card.url),
      },
      'There is no card on this board.',
    )
  },
}
