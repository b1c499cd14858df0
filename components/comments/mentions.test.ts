import { describe, expect, it } from 'vitest'
import { mentionedIds } from '@/lib/core/markdown'
import { fromMarkup, matching, mentionAt, toMarkup } from './mentions'

const dora = { id: '01a1fb23-14ad-71e2-a58c-67e3199112af', name: 'Dora Developer' }
const do_ = { id: '01a1fb23-14ad-71e2-a58c-000000000001', name: 'Dora' }
const other = { id: '01a1fb23-14ad-71e2-a58c-000000000002', name: 'Dora Developer' }

describe('mentions', () => {
  it('are stored with the id and read back as they were typed', () => {
    const body = toMarkup('Ask @Dora Developer, please.', [do_, dora])
    expect(body).toBe(`Ask @[Dora Developer](${dora.id}), please.`)
    expect(mentionedIds(body)).toEqual([dora.id])
    expect(fromMarkup(body)).toEqual({ text: 'Ask @Dora Developer, please.', people: [dora] })
  })

  it('mean the one who was picked when two have the same name', () => {
    expect(mentionedIds(toMarkup('@Dora Developer', [dora, other]))).toEqual([other.id])
  })

  it('leave addresses, longer words and strangers alone', () => {
    expect(toMarkup('mail@Dora or @Doras or @Nobody', [do_])).toBe('mail@Dora or @Doras or @Nobody')
  })

  it('survive names with signs that mean something elsewhere', () => {
    const odd = { id: dora.id, name: 'J. (Jo) O+Neil' }
    expect(mentionedIds(toMarkup('hi @J. (Jo) O+Neil!', [odd]))).toEqual([odd.id])
  })
})

describe('typing an @', () => {
  it('begins a mention at the start or after a space, not inside an address', () => {
    expect(mentionAt('@', 1)).toEqual({ start: 0, query: '' })
    expect(mentionAt('hello @do', 9)).toEqual({ start: 6, query: 'do' })
    expect(mentionAt('hello @dora dev', 15)).toEqual({ start: 6, query: 'dora dev' })
    expect(mentionAt('a@b', 3)).toBeNull()
    expect(mentionAt('@ now', 5)).toBeNull()
  })

  it('finds people by any word of their name', () => {
    expect(matching([dora, do_], 'dev')).toEqual([dora])
    expect(matching([dora, do_], '')).toHaveLength(2)
    expect(matching([dora], 'x')).toEqual([])
  })
})
