'use client'

import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { DateInput } from '@/components/ui/date-input'
import { FieldError } from '@/components/ui/field'
import { IconButton } from '@/components/ui/icon-button'
import { Input } from '@/components/ui/input'
import { messages } from '@/lib/organizations/messages'
import { weekdays } from '@/lib/organizations/policy'
import type { SettingsDraft } from './settings-draft'

type Props = {
  draft: SettingsDraft
  locale: string
  errorAt: (path: string) => string | undefined
  onChange: (change: Partial<SettingsDraft>) => void
}

// On a phone the whole time must fit; tapping it opens the clock without a picture for it.
const hourField = 'tabular-nums sm:w-28 max-sm:px-2 max-sm:[&::-webkit-calendar-picker-indicator]:hidden'

/** When people work: stretches of hours per weekday, and days off. */
export function CalendarFields(props: Props) {
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      <WeekFields {...props} />
      <HolidayFields {...props} />
    </div>
  )
}

function WeekFields({ draft: { week }, errorAt, onChange }: Props) {
  const setDay = (day: string, hours: [string, string][]) => onChange({ week: { ...week, [day]: hours } })
  const none = weekdays.every((day) => (week[day] ?? []).length === 0)
  return (
    <Card title={messages.calendar} description={none ? messages.always : messages.calendarText}>
      <ul className="divide-y">
        {weekdays.map((day) => {
          const name = messages.days[day] ?? day
          const hours = week[day] ?? []
          const error = errorAt(`calendar.week.${day}`)
          const change = (at: number, end: 0 | 1, value: string) =>
            setDay(
              day,
              hours.map((stretch, index) => (index === at ? (stretch.with(end, value) as [string, string]) : stretch)),
            )
          return (
            <li key={day} className="flex flex-wrap items-start gap-x-3 gap-y-1 py-2">
              <span className="flex h-control w-24 items-center text-sm font-medium text-ink max-sm:flex-1">
                {name}
              </span>
              <div className="flex min-w-0 flex-1 flex-col gap-1 max-sm:order-last max-sm:basis-full">
                {hours.length === 0 && (
                  <span className="flex h-control items-center text-sm text-ink-faint">{messages.closed}</span>
                )}
                {hours.map(([from, to], at) => (
                  <span key={at} className="flex items-center gap-1">
                    <Input
                      type="time"
                      aria-label={messages.from(name, at)}
                      aria-invalid={error ? true : undefined}
                      className={hourField}
                      value={from}
                      onChange={(event) => change(at, 0, event.currentTarget.value)}
                    />
                    <span className="text-sm text-ink-faint">{messages.until}</span>
                    <Input
                      type="time"
                      aria-label={messages.to(name, at)}
                      aria-invalid={error ? true : undefined}
                      className={hourField}
                      value={to === '24:00' ? '00:00' : to}
                      onChange={(event) =>
                        change(at, 1, event.currentTarget.value === '00:00' ? '24:00' : event.currentTarget.value)
                      }
                    />
                    <IconButton
                      size="sm"
                      label={messages.removeHours(name, `${from}–${to}`)}
                      icon={<X aria-hidden className="size-3.5" />}
                      onClick={() => setDay(day, hours.toSpliced(at, 1))}
                    />
                  </span>
                ))}
                {error && <FieldError>{error}</FieldError>}
              </div>
              <IconButton
                label={messages.addHours(name)}
                disabled={hours.length >= 4}
                icon={<Plus aria-hidden className="size-4" />}
                onClick={() => setDay(day, [...hours, nextStretch(hours)])}
              />
            </li>
          )
        })}
      </ul>
    </Card>
  )
}

/** After what is there already, so that nothing overlaps. */
function nextStretch(hours: [string, string][]): [string, string] {
  const last = hours
    .map(([, to]) => to)
    .sort()
    .at(-1)
  if (last === undefined) return ['09:00', '17:00']
  const from = Math.min(Number(last.slice(0, 2)) + 1, 22)
  const write = (hour: number) => `${String(hour).padStart(2, '0')}:00`
  return [write(from), write(Math.min(from + 4, 23))]
}

function HolidayFields({ draft: { holidays }, locale, errorAt, onChange }: Props) {
  const [day, setDay] = useState('')
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone: 'UTC' })
  const error = errorAt('calendar.holidays')
  const add = () => {
    if (day) onChange({ holidays: [...new Set([...holidays, day])].sort() })
    setDay('')
  }
  return (
    <Card title={messages.holidays} description={messages.holidaysText}>
      {holidays.length === 0 ? (
        <p className="py-2 text-sm text-ink-faint">{messages.noHolidays}</p>
      ) : (
        <ul className="max-h-64 divide-y overflow-y-auto">
          {holidays.map((holiday) => (
            <li key={holiday} className="flex items-center justify-between gap-2 py-1 text-sm text-ink">
              <span suppressHydrationWarning>{format.format(new Date(`${holiday}T00:00:00Z`))}</span>
              <IconButton
                size="sm"
                label={messages.removeHoliday(holiday)}
                icon={<X aria-hidden className="size-3.5" />}
                onClick={() => onChange({ holidays: holidays.filter((other) => other !== holiday) })}
              />
            </li>
          ))}
        </ul>
      )}
      <div className="mt-2 flex gap-2">
        <DateInput
          aria-label={messages.holiday}
          value={day}
          onChange={(event) => setDay(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return
            event.preventDefault()
            add()
          }}
        />
        <Button onClick={add} disabled={!day}>
          {messages.addHoliday}
        </Button>
      </div>
      {error && <FieldError>{error}</FieldError>}
    </Card>
  )
}
