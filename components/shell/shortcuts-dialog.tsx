'use client'

import { useSyncExternalStore } from 'react'
import { Dialog } from '../ui/dialog'
import { Kbd } from '../ui/kbd'
import { Switch } from '../ui/switch'
import { messages } from './messages'
import { type Shortcut, shortcutRegistry, singleKeys } from './shortcut-registry'

const none: readonly Shortcut[] = []

/** All shortcuts that work on this page, by group, and the switch for those without a modifier. */
export function ShortcutsDialog({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const shortcuts = useSyncExternalStore(shortcutRegistry.subscribe, shortcutRegistry.current, () => none)
  const on = useSyncExternalStore(shortcutRegistry.subscribe, singleKeys.on, () => true)
  const groups = [...new Set(shortcuts.map((shortcut) => shortcut.group))]
  return (
    <Dialog title={messages.shortcuts} open={open} onOpenChange={onOpenChange}>
      <div className="flex flex-col gap-5">
        {groups.map((group) => (
          <section key={group}>
            <h3 className="mb-1 text-xs font-medium text-ink-faint">{group}</h3>
            <dl>
              {uniqueIn(shortcuts, group).map((shortcut) => (
                <div key={shortcut.keys} className="flex items-center justify-between gap-4 py-1 text-sm">
                  <dt className="text-ink">{shortcut.label}</dt>
                  <dd className="flex items-center gap-1.5 text-xs text-ink-faint">
                    {shortcut.keys.split(' ').map((stroke, at) => (
                      <span key={at} className="inline-flex items-center gap-1.5">
                        {at > 0 && messages.sequence}
                        <Kbd keys={keyNames(stroke)} />
                      </span>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
        <Switch
          label={messages.singleKeys}
          hint={messages.singleKeysHint}
          checked={on}
          onChange={(event) => singleKeys.set(event.currentTarget.checked)}
        />
      </div>
    </Dialog>
  )
}

function uniqueIn(shortcuts: readonly Shortcut[], group: string): Shortcut[] {
  const byKeys = new Map(shortcuts.map((shortcut) => [shortcut.keys, shortcut]))
  return [...byKeys.values()].filter((shortcut) => shortcut.group === group)
}

/** `mod+k` → `Ctrl`, `K`, or `⌘`, `K` on a Mac. */
export function keyNames(stroke: string): string[] {
  const mac = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.userAgent)
  return stroke.split('+').map((key) => {
    if (key === 'mod') return mac ? '⌘' : 'Ctrl'
    return key.length === 1 ? key.toUpperCase() : key.charAt(0).toUpperCase() + key.slice(1)
  })
}
