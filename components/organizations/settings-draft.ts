import { fieldWords } from '@/lib/audit/field-words'
import { messages } from '@/lib/organizations/messages'
import { inWords, type Module } from '@/lib/organizations/policy'
import type { Settings } from '@/lib/organizations/queries'
import { messages as projectWords } from '@/lib/projects/messages'
import type { ClientSees } from '@/lib/projects/schema'

/** Settings while they are edited: numbers as they are typed. */
export type SettingsDraft = {
  name: string
  slug: string
  contactEmail: string
  currency: string
  timeZone: string
  locale: string
  requiredShare: string
  week: Record<string, [string, string][]>
  holidays: string[]
  targets: Record<string, { response: string; resolution: string }>
  clientSees: ClientSees
  modulesOff: string[]
}

const hoursOf = (minutes: number) => String(Math.round((minutes / 60) * 100) / 100)
const minutesOf = (hours: string) => (hours.trim() === '' ? Number.NaN : Math.round(Number(hours) * 60))

export const draftOf = ({ calendar, ticketTargets, requiredShare, ...rest }: Settings): SettingsDraft => ({
  name: rest.name,
  slug: rest.slug,
  contactEmail: rest.contactEmail,
  currency: rest.currency,
  timeZone: rest.timeZone,
  locale: rest.locale,
  requiredShare: String(requiredShare),
  week: calendar.week,
  holidays: calendar.holidays,
  targets: Object.fromEntries(
    Object.entries(ticketTargets).map(([priority, { response, resolution }]) => [
      priority,
      { response: hoursOf(response), resolution: hoursOf(resolution) },
    ]),
  ),
  clientSees: rest.clientSees,
  modulesOff: rest.modulesOff,
})

const read = ({ week, holidays, targets, requiredShare, ...rest }: SettingsDraft) => ({
  ...rest,
  requiredShare: requiredShare.trim() === '' ? Number.NaN : Number(requiredShare),
  calendar: { week, holidays: [...new Set(holidays)].sort() },
  ticketTargets: Object.fromEntries(
    Object.entries(targets).map(([priority, { response, resolution }]) => [
      priority,
      { response: minutesOf(response), resolution: minutesOf(resolution) },
    ]),
  ),
})

/** What the command is sent. */
export const inputOf = (draft: SettingsDraft) => read(draft)

/** What differs between two states of the settings, in words. */
export function linesOf(before: SettingsDraft, after: SettingsDraft) {
  const said = (draft: SettingsDraft): Record<string, string> => ({
    ...inWords(read(draft)),
    clientSees: projectWords.share.levels[draft.clientSees] ?? draft.clientSees,
    modulesOff: draft.modulesOff.map((name) => messages.moduleNames[name as Module]?.[0] ?? name).join(', '),
  })
  const [from, to] = [said(before), said(after)]
  return Object.keys({ ...from, ...to })
    .map((name) => ({ label: fieldWords[name] ?? name, before: from[name] ?? '', after: to[name] ?? '' }))
    .filter((line) => line.before !== line.after)
}
