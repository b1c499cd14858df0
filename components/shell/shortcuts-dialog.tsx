'use client'

import { useSyncExternalStore } from 'react'
import { Dialog } from '../ui/dialog'
import { Kbd } from '../ui/kbd'
import { Switch } from '../ui/switch'
import { keyNames } from './key-names'
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
              {linesOf(shortcuts, group).map((line) => (
                <div key={line.label} className="flex items-center justify-between gap-4 py-1 text-sm">
                  <dt className="text-ink">{line.label}</dt>
                  <dd className="flex items-center gap-1.5 text-xs text-ink-faint">
                    {line.keys.map((keys, at) => (
                      <span key={keys} className="inline-flex items-center gap-1.5">
                        {at > 0 && messages.alternative}
                        <Strokes keys={keys} />
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

/** One line per label with every way to press it. */
function linesOf(shortcuts: readonly Shortcut[], group: string): { label: string; keys: string[] }[] {
  const own = shortcuts.filter((shortcut) => shortcut.group === group)
  return [...new Set(own.map(({ label }) => label))].map((label) => ({
    label,
    keys: [...new Set(own.filter((shortcut) => shortcut.label === label).map(({ keys }) => keys))],
  }))
}

function Strokes({ keys }: { keys: string }) {
  return keys.split(' ').map((stroke, at) => (
    <span key={at} className="inline-flex items-center gap-1.5">
      {at > 0 && messages.sequence}
      <Kbd keys={keyNames(stroke)} />
    </span>
  ))
}
