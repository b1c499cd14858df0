'use client'

import { ShieldCheck } from 'lucide-react'
import { useState } from 'react'
import { queryString, readApi } from '@/components/shell/read-api'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { toast } from '@/components/ui/toast-queue'
import { messages } from '@/lib/audit/messages'
import type { ChainCheck } from '@/lib/audit/verify'
import { ChainReport } from './chain-report'

type Props = { org: string; locale: string; timeZone: string }
export type Checked = Omit<ChainCheck, 'broken'> & {
  broken: (Omit<NonNullable<ChainCheck['broken']>, 'at'> & { at: string | null }) | null
}

/** Follows the chain of seals through the trail and says where it breaks. */
export function ChainDialog({ org, locale, timeZone }: Props) {
  const { chain } = messages
  const [open, setOpen] = useState(false)
  const [pending, setPending] = useState(false)
  const [checked, setChecked] = useState<Checked | null>(null)

  async function check(seal?: { seq: number; hash: string }) {
    setPending(true)
    try {
      setChecked(await readApi<Checked>(org, `audit/verification${queryString({ ...seal })}`))
      setOpen(true)
    } catch (error) {
      toast({ title: error instanceof Error ? error.message : String(error), tone: 'danger' })
    } finally {
      setPending(false)
    }
  }
  return (
    <>
      <Button
        pending={pending && !open}
        icon={<ShieldCheck aria-hidden className="size-4" />}
        onClick={() => void check()}
      >
        {chain.check}
      </Button>
      {checked && (
        <Dialog title={chain.title} description={chain.text} open={open} onOpenChange={setOpen}>
          <ChainReport
            org={org}
            checked={checked}
            pending={pending}
            onCompare={check}
            onLeave={() => setOpen(false)}
            locale={locale}
            timeZone={timeZone}
          />
        </Dialog>
      )}
    </>
  )
}
