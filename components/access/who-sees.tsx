'use client'

import { UserRoundSearch } from 'lucide-react'
import dynamic from 'next/dynamic'
import { Button } from '@/components/ui/button'
import { Drawer } from '@/components/ui/drawer'
import { IconButton } from '@/components/ui/icon-button'
import { messages } from '@/lib/access/messages'
import type { RecordType } from '@/lib/access/schema'

const AccessPanel = dynamic(() => import('./access-panel'), { ssr: false })

type Props = {
  org: string
  type: RecordType
  id: string
  seesPeople: boolean
  worded?: boolean
  /** what it is called, where there are many on a page */
  name?: string
  /** instead of the button, where something else opens it */
  open?: boolean
  onOpenChange?: (open: boolean) => void
}

/** A quiet button that opens why one sees a record, and who else does. What it shows is fetched when it is opened. */
export function WhoSees({ org, type, id, seesPeople, worded, name, open, onOpenChange }: Props) {
  const icon = <UserRoundSearch aria-hidden className="size-4" />
  const button = worded ? (
    <Button size="sm" variant="ghost" icon={icon}>
      {messages.open}
    </Button>
  ) : (
    <IconButton size={name ? 'sm' : 'md'} label={name ? messages.openOf(name) : messages.open} icon={icon} />
  )
  return (
    <Drawer
      title={messages.open}
      open={open}
      onOpenChange={onOpenChange}
      trigger={open === undefined ? button : undefined}
    >
      <AccessPanel {...{ org, type, id, seesPeople }} />
    </Drawer>
  )
}
