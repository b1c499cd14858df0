'use client'

import { ExternalLink } from 'lucide-react'
import { useState } from 'react'
import { messages } from '@/lib/payments/messages'
import type { Payment } from '@/lib/payments/queries'
import { proofAddress } from './proof-address'

const shownImages = new Set(['image/png', 'image/jpeg', 'image/webp', 'image/gif'])

/** The proof of a payment beside its numbers: an image or a PDF; anything else can be opened. */
export function ProofView({ org, payment, proof }: { org: string; payment: string; proof: Payment['proof'] }) {
  const [failed, setFailed] = useState(false)
  const words = messages.proof
  if (!proof) return <p className="text-sm text-ink-muted">{words.none}</p>
  const inline = proofAddress(org, payment, true)
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <p className="flex flex-wrap items-center justify-between gap-2 text-sm">
        <span className="min-w-0 truncate text-ink-muted">{proof.name}</span>
        <a
          href={inline}
          target="_blank"
          rel="noopener"
          className="inline-flex min-h-6 items-center gap-1 text-accent-text hover:underline"
        >
          {words.open}
          <ExternalLink aria-hidden className="size-3.5" />
        </a>
      </p>
      {failed ? (
        <p role="alert" className="text-sm text-danger-text">
          {words.failed}
        </p>
      ) : shownImages.has(proof.contentType) ? (
        // biome-ignore lint/performance/noImgElement: a private file, not an asset to optimize
        <img
          src={inline}
          alt={words.frame(proof.name)}
          onError={() => setFailed(true)}
          className="max-h-128 w-full rounded-md border bg-sunken object-contain"
        />
      ) : proof.contentType === 'application/pdf' ? (
        <iframe
          src={`${inline}#navpanes=0&view=FitH`}
          title={words.frame(proof.name)}
          className="h-128 w-full rounded-md border bg-sunken"
        />
      ) : (
        <p className="text-sm text-ink-muted">{words.notShown}</p>
      )}
    </div>
  )
}
