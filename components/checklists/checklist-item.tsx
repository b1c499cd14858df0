'use client'

import { ArrowDown, ArrowUp, Pencil, X } from 'lucide-react'
import { type KeyboardEvent, useRef, useState } from 'react'
import { Checkbox } from '@/components/ui/checkbox'
import { classNames } from '@/components/ui/class-names'
import { IconButton } from '@/components/ui/icon-button'
import { Input } from '@/components/ui/input'
import { messages } from '@/lib/checklists/messages'

export type Item = { id: string; text: string; done: boolean; version: number }
type Props = {
  item: Item
  mayEdit: boolean
  first: boolean
  last: boolean
  onTick: (done: boolean) => void
  onRename: (text: string) => Promise<boolean>
  onMove: (by: -1 | 1) => void
  onRemove: () => void
}

/** One line to tick, renamed where it stands, and moved by its buttons or by Alt with an arrow. */
export function ChecklistItem({ item, mayEdit, first, last, onTick, onRename, onMove, onRemove }: Props) {
  const [typed, setTyped] = useState<string | null>(null)
  const leaving = useRef(false)

  async function commit() {
    const text = typed?.trim() ?? ''
    setTyped(null)
    if (text && text !== item.text && !(await onRename(text))) setTyped(text)
  }
  function press(event: KeyboardEvent) {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
    event.preventDefault()
    onMove(event.key === 'ArrowUp' ? -1 : 1)
  }

  if (typed !== null)
    return (
      <li className="py-1">
        <Input
          autoFocus
          aria-label={messages.itemText}
          value={typed}
          maxLength={500}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onBlur={() => {
            if (!leaving.current) void commit()
            leaving.current = false
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter') event.currentTarget.blur()
            if (event.key !== 'Escape') return
            leaving.current = true
            setTyped(null)
          }}
        />
      </li>
    )
  return (
    <li className="group flex items-center gap-1 rounded-md px-1 hover:bg-hover focus-within:bg-hover">
      <Checkbox
        label={item.text}
        checked={item.done}
        disabled={!mayEdit}
        aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
        onChange={(event) => onTick(event.currentTarget.checked)}
        onKeyDown={press}
        className={classNames(
          'min-w-0 flex-1 py-1.5 break-words',
          item.done && '[&>span>span]:line-through [&>span>span]:text-ink-muted',
        )}
      />
      {mayEdit && (
        <span className="flex shrink-0 items-center opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 max-sm:opacity-100">
          {!first && (
            <IconButton
              size="sm"
              className="max-sm:hidden"
              label={messages.up(item.text)}
              icon={<ArrowUp aria-hidden className="size-3.5" />}
              onClick={() => onMove(-1)}
            />
          )}
          {!last && (
            <IconButton
              size="sm"
              className="max-sm:hidden"
              label={messages.down(item.text)}
              icon={<ArrowDown aria-hidden className="size-3.5" />}
              onClick={() => onMove(1)}
            />
          )}
          <IconButton
            size="sm"
            label={messages.rename(item.text)}
            icon={<Pencil aria-hidden className="size-3.5" />}
            onClick={() => setTyped(item.text)}
          />
          <IconButton
            size="sm"
            label={messages.remove(item.text)}
            icon={<X aria-hidden className="size-3.5" />}
            onClick={onRemove}
          />
        </span>
      )}
    </li>
  )
}
