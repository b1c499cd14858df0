import { locales } from './schema'

type Choice = { value: string; label: string }

/** The time zones to choose from; one's own is among them whatever it is. */
export const timeZoneChoices = (own: string): Choice[] =>
  [...new Set(['UTC', own, ...Intl.supportedValuesOf('timeZone')])].map((value) => ({
    value,
    label: value.replaceAll('_', ' '),
  }))

/** The locales to choose from, in English. */
export function localeChoices(own: string): Choice[] {
  const names = new Intl.DisplayNames('en', { type: 'language' })
  return [...new Set<string>([...locales, own])].map((value) => ({ value, label: names.of(value) ?? value }))
}
