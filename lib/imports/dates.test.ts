import { describe, expect, test } from 'vitest'
import { readDate, recognizeStyle } from './dates'

describe('a date is read', () => {
  test.each([
    ['2026-11-20', '2026-11-20'],
    ['2023-10-27 15:14', '2023-10-27'],
    ['2023-10-27T23:59:59.000Z', '2023-10-27'],
    ['2024/02/29', '2024-02-29'],
    ['27/Oct/23 3:14 PM', '2023-10-27'],
    ['27/OCT/23 12:00 AM', '2023-10-27'],
    ['27 October 2023', '2023-10-27'],
    ['Oct 27, 2023', '2023-10-27'],
  ])('%s in every style', (text, iso) => {
    for (const style of ['ISO', 'DAY_FIRST', 'MONTH_FIRST', 'JIRA'] as const) expect(readDate(text, style)).toBe(iso)
  })

  test('in figures as its column says', () => {
    expect(readDate('03/04/2026', 'DAY_FIRST')).toBe('2026-04-03')
    expect(readDate('03/04/2026', 'MONTH_FIRST')).toBe('2026-03-04')
    expect(readDate('3.4.26 14:00', 'DAY_FIRST')).toBe('2026-04-03')
    expect(readDate('03/04/2026', 'ISO')).toBeUndefined()
  })

  test('only when there is such a day', () => {
    for (const text of ['2026-02-30', '31/Apr/26', '13/13/2026', 'soon', '45215', '1/2']) {
      expect(readDate(text, 'DAY_FIRST')).toBeUndefined()
      expect(readDate(text, 'MONTH_FIRST')).toBeUndefined()
    }
  })
})

describe('the style of a column', () => {
  test('is told by the one date that can be read in one way only', () => {
    expect(recognizeStyle(['03/04/2026', '', '27/04/2026'])).toEqual({
      style: 'DAY_FIRST',
      certain: true,
      example: '27/04/2026',
    })
    expect(recognizeStyle(['03/04/2026', '04/27/2026'])).toMatchObject({ style: 'MONTH_FIRST', certain: true })
  })

  test('is a guess when no date tells, except with dots', () => {
    expect(recognizeStyle(['03/04/2026', '05/06/2026'])).toMatchObject({ style: 'MONTH_FIRST', certain: false })
    expect(recognizeStyle(['03.04.2026'])).toMatchObject({ style: 'DAY_FIRST', certain: true })
  })

  test('is plain with words and years first', () => {
    expect(recognizeStyle(['', '27/Oct/23 3:14 PM'])).toMatchObject({ style: 'JIRA', certain: true })
    expect(recognizeStyle(['2023-10-27 15:14'])).toMatchObject({ style: 'ISO', certain: true })
    expect(recognizeStyle([])).toEqual({ style: 'ISO', certain: true, example: '' })
  })
})
