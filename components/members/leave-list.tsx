'use client'

import dynamic from 'next/dynamic'
import { useState } from 'react'
import { Avatar } from '@/components/ui/avatar'
import { Button } from '@/components/ui/button'
import { messages } from '@/lib/members/messages'

const DepartureDialog = dynamic(() => import('./departure-dialog').then((parts) => parts.DepartureDialog), {
  ssr: false,
})

const words = messages.handOver
type Place = { slug: string; name: string; picture?: string; owner: boolean }

/** Where one is a member, each with the way out. */
export function LeaveList({ places }: { places: readonly Place[] }) {
  const [leaving, setLeaving] = useState<Place | null>(null)
  return (
    <>
      <ul className="divide-y">
        {places.map((place) => (
          <li key={place.slug} className="flex flex-wrap items-center justify-between gap-2 py-2 text-sm">
            <span className="flex min-w-0 flex-1 basis-40 items-center gap-2 font-medium text-ink">
              <Avatar name={place.name} shape="square" size="sm" picture={place.picture} />
              {place.name}
            </span>
            {place.owner ? (
              <span className="text-ink-muted">{words.owner}</span>
            ) : (
              <Button onClick={() => setLeaving(place)}>{words.leave(place.name)}</Button>
            )}
          </li>
        ))}
      </ul>
      {leaving && (
        <DepartureDialog
          org={leaving.slug}
          name={leaving.name}
          onClose={() => setLeaving(null)}
          // A full load, so that nothing of the organization stays.
          onDone={() => window.location.assign('/choose-organization?all=1')}
        />
      )}
    </>
  )
}
