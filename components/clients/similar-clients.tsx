'use client'

import { TriangleAlert } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Link } from '@/components/ui/link'
import { messages } from '@/lib/clients/messages'

type Similar = { id: string; name: string; because: 'name' | 'domain' }
const pauseMs = 300

/** What is typed so far, as far as another client could have it too. */
export type Typed = { name: string; domains: string }

/** Reads the name and every domain out of the form of a client. */
export function typedIn(form: HTMLFormElement): Typed {
  const data = new FormData(form)
  const domains = [...data]
    .filter(([name]) => name === 'website' || name.endsWith('email'))
    .map(([, value]) => String(value).replace(/^.*@|^https?:\/\/|[/:].*$/g, ''))
  return { name: String(data.get('name') ?? ''), domains: [...new Set(domains)].filter(Boolean).join() }
}

/** Says which clients are like the one that is being typed; advice only, it stops nobody. */
export function SimilarClients({ org, typed: { name, domains } }: { org: string; typed: Typed }) {
  const [found, setFound] = useState<readonly Similar[]>([])
  useEffect(() => {
    const controller = new AbortController()
    const timer = setTimeout(async () => {
      const query = new URLSearchParams({ name, domains })
      const answer = await fetch(`/api/v1/organizations/${org}/clients/similar?${query}`, {
        signal: controller.signal,
      }).catch(() => null)
      setFound(answer?.ok ? ((await answer.json()) as { clients: Similar[] }).clients : [])
    }, pauseMs)
    return () => {
      clearTimeout(timer)
      controller.abort()
    }
  }, [org, name, domains])
  return (
    <div role="status" className="text-sm text-warning-text empty:hidden">
      {found.length > 0 && (
        <p className="flex items-start gap-1.5">
          <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          <span>
            {messages.duplicate}{' '}
            {found.map(({ id, name: label, because }, at) => (
              <span key={id}>
                {at > 0 && ', '}
                <Link href={`/${org}/clients/${id}`} target="_blank" className="underline underline-offset-2">
                  {label}
                </Link>{' '}
                ({messages.because[because]})
              </span>
            ))}
          </span>
        </p>
      )}
    </div>
  )
}
