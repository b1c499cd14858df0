import type { Metadata } from 'next'
import { ProofView } from '@/components/proof/proof-view'
import { show, tenant } from '@/lib/core/tenant'
import { messages } from '@/lib/proof/messages'
import { listProofs } from '@/lib/proof/queries'

export const metadata: Metadata = { title: messages.title }

type Props = { params: Promise<{ org: string }>; searchParams: Promise<{ sheet?: string }> }

export default async function IsolationPage({ params, searchParams }: Props) {
  const { org } = await params
  const ctx = await tenant(org)
  const { latest } = await show(listProofs(ctx, {}))
  const { locale, timeZone } = ctx.organization
  const { sheet } = await searchParams
  return (
    <ProofView
      org={org}
      here={`/${org}/isolation`}
      proofs={latest}
      chosen={sheet}
      locale={locale}
      timeZone={timeZone}
    />
  )
}
