'use client'

import { LockKeyhole } from 'lucide-react'
import { useParams } from 'next/navigation'
import { useEffect, useState } from 'react'
import type { Explanation } from '@/lib/access/queries'
import { catalogue, type Permission } from '@/lib/core/permissions'
import type { Refusal } from '@/lib/core/result'
import { AskAccess } from '../access/ask-access'
import { ButtonLink } from '../ui/button'
import { messages as ui } from '../ui/messages'
import { useOnlooker } from './onlooker'
import { pageWords } from './page-messages'
import { PlainlyRefused } from './plainly-refused'
import { readApi } from './read-api'

/** A refusal that says what is missing, the least that would do, and who can give it, with one click to ask them. */
export function RefusedPage({ refusal }: { refusal: Refusal }) {
  const { org = '' } = useParams<{ org: string }>()
  const onlooker = useOnlooker()
  const [said, setSaid] = useState<Explanation | null>(null)
  const { missing } = refusal
  const { type, id } = refusal.about ?? {}
  useEffect(() => {
    if (!missing || onlooker) return
    const controller = new AbortController()
    const about = new URLSearchParams({ permission: missing, ...(type && id && { type, id }) })
    readApi<Explanation>(org, `explanations?${about}`, controller.signal)
      .then((found) => found.allowed || setSaid(found))
      // what is missing stands there already
      .catch(() => undefined)
    return () => controller.abort()
  }, [org, missing, type, id, onlooker])
  if (!said) return <PlainlyRefused refusal={refusal} description={catalogue[missing as Permission]?.description} />
  return (
    <div className="mx-auto flex max-w-md flex-col items-center px-4 py-12 text-center">
      <span className="mb-3 grid size-10 place-items-center rounded-lg bg-sunken text-ink-faint">
        <LockKeyhole aria-hidden className="size-5" />
      </span>
      <h1 className="text-base font-medium text-ink">{pageWords.forbidden.title}</h1>
      <AskAccess org={org} said={said} />
      <ButtonLink href={`/${org}`} className="mt-4">
        {ui.noAccess.back}
      </ButtonLink>
    </div>
  )
}
