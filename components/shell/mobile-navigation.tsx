'use client'

import { Menu as MenuIcon } from 'lucide-react'
import { usePathname } from 'next/navigation'
import { type ReactNode, useEffect, useState } from 'react'
import { Drawer } from '../ui/drawer'
import { IconButton } from '../ui/icon-button'
import { messages } from './messages'

/** The sidebar on phones: a button that opens it as a drawer, which closes when one has gone somewhere. */
export function MobileNavigation({ children }: { children: ReactNode }) {
  const [open, setOpen] = useState(false)
  const path = usePathname()
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new path is the event
  useEffect(() => setOpen(false), [path])
  return (
    <Drawer
      side="start"
      title={messages.menu}
      hideTitle
      open={open}
      onOpenChange={setOpen}
      trigger={
        <IconButton
          className="md:hidden"
          label={messages.openNavigation}
          icon={<MenuIcon aria-hidden className="size-5" />}
        />
      }
    >
      {children}
    </Drawer>
  )
}
