'use client'

import dynamic from 'next/dynamic'
import { useState } from 'react'
import { messages } from './messages'
import { useShortcut } from './use-shortcut'

const ShortcutsDialog = dynamic(() => import('./shortcuts-dialog').then((module) => module.ShortcutsDialog), {
  ssr: false,
})

/** Opens the list of shortcuts on `?`; the list itself is loaded when it is first asked for. */
export function ShortcutsSheet() {
  const [open, setOpen] = useState(false)
  const [asked, setAsked] = useState(false)
  useShortcut({ keys: '?', label: messages.showShortcuts, group: messages.general }, () => {
    setAsked(true)
    setOpen(true)
  })
  return asked ? <ShortcutsDialog open={open} onOpenChange={setOpen} /> : null
}
