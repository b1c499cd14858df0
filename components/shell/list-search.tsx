'use client'

import { Search } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useEffect, useRef, useTransition } from 'react'
import { Input } from '../ui/input'
import { Spinner } from '../ui/spinner'

const PAUSE_MS = 250

/**
 * Searches a list by its address, so that it can be shared and gone back to; without JavaScript it is a plain form.
 * @param keep other parameters of the address that must stay
 */
export function ListSearch({
  label,
  path,
  value,
  keep = {},
}: {
  label: string
  path: string
  value: string
  keep?: Record<string, string | undefined>
}) {
  const router = useRouter()
  const [pending, startTransition] = useTransition()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const input = useRef<HTMLInputElement>(null)
  const kept = Object.entries(keep).filter((entry): entry is [string, string] => !!entry[1])
  useEffect(() => () => clearTimeout(timer.current), [])
  // a filter that was cleared elsewhere clears the field, but nobody's typing is overwritten
  useEffect(() => {
    if (input.current && document.activeElement !== input.current) input.current.value = value
  }, [value])

  function go(q: string) {
    clearTimeout(timer.current)
    const search = new URLSearchParams([...kept, ...(q.trim() ? [['q', q.trim()]] : [])])
    startTransition(() => router.replace(search.size > 0 ? `${path}?${search}` : path, { scroll: false }))
  }

  return (
    <form
      action={path}
      className="w-full max-w-xs"
      onSubmit={(event) => {
        event.preventDefault()
        go(input.current?.value ?? '')
      }}
    >
      {kept.map(([name, kept]) => (
        <input key={name} type="hidden" name={name} value={kept} />
      ))}
      <Input
        ref={input}
        type="search"
        name="q"
        maxLength={100}
        aria-label={label}
        placeholder={label}
        defaultValue={value}
        before={<Search aria-hidden className="size-4" />}
        after={pending ? <Spinner className="size-3.5" /> : undefined}
        onChange={(event) => {
          const typed = event.currentTarget.value
          clearTimeout(timer.current)
          timer.current = setTimeout(() => go(typed), PAUSE_MS)
        }}
      />
    </form>
  )
}
