import type { Metadata } from 'next'
import { ProofView } from '@/components/proof/proof-view'
import { platformAdmin } from '@/lib/platform/access'
import { messages } from '@/lib/proof/messages'
import { proofsOfPlatform } from '@/lib/proof/queries'

export const metadata: Metadata = { title: messages.title }

export default async function PlatformIsolationPage({ searchParams }: { searchParams: Promise<{ sheet?: string }> }) {
  const { locale, timeZone } = await platformAdmin()
  const { sheet } = await searchParams
  return (
    <ProofView
      here="/platform/isolation"
      proofs={await proofsOfPlatform()}
      chosen={sheet}
      locale={locale}
      timeZone={timeZone}
    />
  )
}
