'use client'

import { Download } from 'lucide-react'
import { useState } from 'react'
import { useOnlooker } from '@/components/shell/onlooker'
import { restForm } from '@/components/shell/rest-form'
import { Button } from '@/components/ui/button'
import { Menu, MenuItem } from '@/components/ui/menu'
import { toast } from '@/components/ui/toast-queue'
import { messages } from '@/lib/exports/messages'
import type { Export } from '@/lib/exports/queries'
import type { ExportFormat, ExportList } from '@/lib/exports/schema'

type Props = { org: string; list: ExportList; filters?: Record<string, string | undefined> }

/** Writes the list as it is shown into a file; a short one is saved at once, a long one is told of when it is ready. */
export function ExportMenu({ org, list, filters = {} }: Props) {
  const [pending, setPending] = useState(false)
  const onlooker = useOnlooker()

  async function start(format: ExportFormat) {
    setPending(true)
    const given = Object.fromEntries(Object.entries(filters).filter(([, value]) => value))
    const result = await restForm<Export>('POST', `${org}/exports`, { list, format, filters: given }).catch(() => null)
    setPending(false)
    if (!result?.ok) return toast({ title: result?.error.message ?? messages.failed, tone: 'danger' })
    if (result.data.status !== 'SUCCEEDED') return toast({ title: messages.long })
    toast({ title: messages.ready(messages.lists[list]), tone: 'success' })
    window.location.assign(`/api/v1/organizations/${org}/exports/${result.data.id}/file`)
  }
  if (onlooker) return null
  return (
    <Menu
      trigger={
        <Button pending={pending} icon={<Download aria-hidden className="size-4" />}>
          {messages.menu}
        </Button>
      }
    >
      <MenuItem onSelect={() => void start('csv')}>{messages.csv}</MenuItem>
      <MenuItem onSelect={() => void start('xlsx')}>{messages.xlsx}</MenuItem>
    </Menu>
  )
}
