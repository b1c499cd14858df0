import type { Choices } from './choices'
import { everyOther } from './policy'

/** Who works on the project, by address and by name in small letters; a name that two share is nobody's. */
export type Assignable = ReadonlyMap<string, string>

export function assignable(people: readonly { id: string; name: string; email: string }[]): Assignable {
  const found = new Map<string, string>()
  for (const { id, name } of people) {
    const shared = people.some((other) => other.id !== id && other.name.toLowerCase() === name.toLowerCase())
    if (!shared) found.set(name.toLowerCase(), id)
  }
  for (const { id, email } of people) if (email) found.set(email.toLowerCase(), id)
  return found
}

const addressIn = (text: string) => /[^\s<>"(),;]+@[^\s<>"(),;]+/.exec(text)?.[0]?.toLowerCase()

/** The addresses that some texts name, in small letters. */
export const addressesIn = (texts: readonly string[]): string[] => [
  ...new Set(texts.flatMap((text) => addressIn(text) ?? [])),
]

/** The member whom a file means: by the address in it, otherwise by the exact name. */
export function matchPerson(text: string, people: Assignable): string | undefined {
  const address = addressIn(text)
  const byAddress = address && people.get(address)
  return byAddress || people.get(text.trim().toLowerCase())
}

/** Active colleagues who are not on the project, by address; in it only by being asked to join. */
export type Outsiders = ReadonlyMap<string, { id: string; name: string }>

export const outsiderFor = (text: string, outsiders: Outsiders) => outsiders.get(addressIn(text) ?? '')

/** @returns the member, null for nobody by choice, undefined when it is not known whom the file means */
export function personFor(text: string, people: Assignable, chosen: Choices['people']): string | null | undefined {
  const choice = chosen[text.trim()]
  if (choice !== undefined) return choice || null
  const found = matchPerson(text, people)
  if (found) return found
  const others = chosen[everyOther]
  return others === undefined ? undefined : others || null
}
