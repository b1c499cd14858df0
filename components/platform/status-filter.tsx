'use client'

import { useRouter } from 'next/navigation'
import { useTransition } from 'react'
import { Select } from '@/components/ui/select'
import { Spinner } from '@/components/ui/spinner'

type Props = {
  label: string
  placeholder: string
  path: string
  name: string
  value: string
  options: readonly { value: string; label: string }[]
  /** other parameters of the address that must stay */
  keep?: Record<string, string | undefined>
}

/** One choice that narrows a list, kept in its address. */
export function StatusFilter({ label, placeholder, path, name, value, options, keep = {} }: Props) {
  const router = useRouter()
  const [pending, startTransition] = useTransition()
  const go = (chosen: string) => {
    const all = Object.entries({ ...keep, [name]: chosen }).filter((entry): entry is [string, string] => !!entry[1])
    const search = new URLSearchParams(all)
    startTransition(() => router.replace(search.size > 0 ? `${path}?${search}` : path, { scroll: false }))
  }
  return (
    <span className="flex items-center gap-2">
      <Select
        aria-label={label}
        value={value}
        placeholder={placeholder}
        options={options}
        onChange={(event) => go(event.currentTarget.value)}
      />
      {pending && <Spinner className="size-3.5" />}
    </span>
  )
}
