'use client'

import { Eye } from 'lucide-react'
import dynamic from 'next/dynamic'
import { Button } from '@/components/ui/button'
import { Drawer } from '@/components/ui/drawer'
import { IconButton } from '@/components/ui/icon-button'
import { messages } from '@/lib/access/messages'
import type { RecordType } from '@/lib/access/schema'

const AccessPanel = dynamic(() => import('./access-panel'), { ssr: false })

type Props = { org: string; type: RecordType; id: string; seesPeople: boolean; worded?: boolean }

/** A quiet button that opens why one sees a record, and who else does. What it shows is fetched when it is opened. */
export function WhoSees({ worded, ...about }: Props) {
  const icon = <Eye aria-hidden className="size-4" />
  return (
    <Drawer
      title={messages.open}
      trigger={
        worded ? (
          <Button size="sm" variant="ghost" icon={icon}>
            {messages.open}
          </Button>
        ) : (
          <IconButton label={messages.open} icon={icon} />
        )
      }
    >
      <AccessPanel {...about} />
    </Drawer>
  )
}
