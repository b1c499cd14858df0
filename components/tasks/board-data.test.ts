import { describe, expect, it } from 'vitest'
import type { TaskCard } from '@/lib/tasks/queries'
import { appendCards, type BoardState, findCard, placeCard, removeCard, upsertCard } from './board-data'

const card = (id: string, status: TaskCard['status'], rank: number, version = 1): TaskCard => ({
  id,
  number: rank,
  key: `SHOP-${rank}`,
  title: id,
  status,
  priority: 'NONE',
  estimate: null,
  progress: 0,
  dueOn: null,
  rank,
  version,
  assignee: null,
  labels: [],
  blocked: false,
})

const board = (more = false): BoardState => ({
  project: { id: 'p', key: 'SHOP', title: 'Shop', status: 'ACTIVE', unlocked: true, mayCreate: true },
  staff: [],
  columns: [
    {
      status: 'TODO',
      count: more ? 9 : 3,
      items: [card('a', 'TODO', 1), card('b', 'TODO', 2), card('c', 'TODO', 3)],
      nextCursor: more ? 'next' : null,
    },
    { status: 'IN_PROGRESS', count: 1, items: [card('d', 'IN_PROGRESS', 4)], nextCursor: null },
    { status: 'DONE', count: 0, items: [], nextCursor: null },
  ],
})
const ids = (state: BoardState) => state.columns.map(({ items }) => items.map(({ id }) => id).join(''))
const counts = (state: BoardState) => state.columns.map(({ count }) => count)

describe('a card on the board', () => {
  it('moves behind another card of another column, and both counts follow', () => {
    const moved = placeCard(board(), 'a', 'IN_PROGRESS', 'd')
    expect(ids(moved)).toEqual(['bc', 'da', ''])
    expect(counts(moved)).toEqual([2, 2, 0])
    expect(findCard(moved, 'a')?.card.status).toBe('IN_PROGRESS')
  })

  it('moves within its column without changing the count', () => {
    const moved = placeCard(board(), 'c', 'TODO', null)
    expect(ids(moved)).toEqual(['cab', 'd', ''])
    expect(counts(moved)).toEqual([3, 1, 0])
    expect(ids(placeCard(moved, 'c', 'TODO', 'b'))).toEqual(['abc', 'd', ''])
  })

  it('goes on top when the card it should follow has gone', () => {
    expect(ids(placeCard(board(), 'a', 'IN_PROGRESS', 'gone'))).toEqual(['bc', 'ad', ''])
  })

  it('is told apart by where it was, so that it can be put back', () => {
    const before = findCard(board(), 'b')
    expect(before).toMatchObject({ status: 'TODO', index: 1, after: 'a' })
    const moved = placeCard(board(), 'b', 'DONE', null)
    expect(ids(placeCard(moved, 'b', 'TODO', 'a'))).toEqual(['abc', 'd', ''])
  })
})

describe('what others did', () => {
  it('appears at its rank', () => {
    expect(ids(upsertCard(board(), card('b', 'IN_PROGRESS', 3.5, 2)))).toEqual(['ac', 'bd', ''])
    expect(ids(upsertCard(board(), card('new', 'TODO', 2.5)))).toEqual(['abnewc', 'd', ''])
    expect(ids(upsertCard(board(), card('new', 'DONE', 8)))).toEqual(['abc', 'd', 'new'])
  })

  it('is only counted when its place is not loaded yet', () => {
    const grown = upsertCard(board(true), card('far', 'TODO', 100))
    expect(ids(grown)).toEqual(['abc', 'd', ''])
    expect(counts(grown)).toEqual([10, 1, 0])
  })

  it('does not undo what is newer here', () => {
    const mine = upsertCard(board(), card('a', 'DONE', 1, 5))
    expect(upsertCard(mine, card('a', 'TODO', 1, 4))).toBe(mine)
  })

  it('disappears when it was deleted', () => {
    expect(counts(removeCard(board(), 'd'))).toEqual([3, 0, 0])
    expect(counts(removeCard(board(), 'unknown'))).toEqual([3, 1, 0])
  })
})

describe('loading more of a column', () => {
  it('shows no card twice', () => {
    const page = { items: [card('c', 'TODO', 3), card('e', 'TODO', 5)], nextCursor: null }
    const longer = appendCards(board(true), 'TODO', page)
    expect(ids(longer)).toEqual(['abce', 'd', ''])
    expect(longer.columns[0]?.nextCursor).toBeNull()
  })
})
