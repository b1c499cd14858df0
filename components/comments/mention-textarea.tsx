'use client'

import { AtSign } from 'lucide-react'
import { type ComponentProps, type KeyboardEvent, type RefObject, useId, useState } from 'react'
import { flushSync } from 'react-dom'
import { Avatar } from '@/components/ui/avatar'
import { classNames } from '@/components/ui/class-names'
import { IconButton } from '@/components/ui/icon-button'
import { popupClass } from '@/components/ui/overlay-classes'
import { Textarea } from '@/components/ui/textarea'
import { messages } from '@/lib/comments/messages'
import { matching, mentionAt, type Person } from './mentions'

type Props = Omit<ComponentProps<'textarea'>, 'value' | 'onChange' | 'ref'> & {
  field: RefObject<HTMLTextAreaElement | null>
  text: string
  onText: (text: string) => void
  /** who can be mentioned; nobody for readers who may not see people */
  people: readonly Person[]
  onPick: (person: Person) => void
}

/** A text field that offers people after an `@`: arrows choose, Enter or Tab takes, Escape closes. */
export function MentionTextarea({ field, text, onText, people, onPick, ...rest }: Props) {
  const id = useId()
  const [mention, setMention] = useState<{ start: number; query: string } | null>(null)
  const [active, setActive] = useState(0)
  const found = mention ? matching(people, mention.query) : []
  const open = found.length > 0
  const chosen = Math.min(active, found.length - 1)

  function look(element: HTMLTextAreaElement) {
    // Also while nobody is known yet: people may arrive after the first letters.
    const next = mentionAt(element.value, element.selectionStart)
    setMention(next)
    if (next?.query !== mention?.query) setActive(0)
  }
  /** The caret goes with the text at once: who types on meanwhile must not write into the middle of it. */
  function write(element: HTMLTextAreaElement, next: string, caret: number) {
    flushSync(() => onText(next))
    element.focus()
    element.setSelectionRange(caret, caret)
  }
  function take(person: Person) {
    const element = field.current
    if (!element || !mention) return
    const end = mention.start + 1 + mention.query.length
    const before = `${text.slice(0, mention.start)}@${person.name} `
    write(element, before + text.slice(end).replace(/^ /, ''), before.length)
    onPick(person)
    setMention(null)
  }
  function press(event: KeyboardEvent<HTMLTextAreaElement>) {
    rest.onKeyDown?.(event)
    if (!open || event.nativeEvent.isComposing) return
    const person = found[chosen]
    if (event.key === 'ArrowDown') setActive((chosen + 1) % found.length)
    else if (event.key === 'ArrowUp') setActive((chosen - 1 + found.length) % found.length)
    else if (event.key === 'Escape') setMention(null)
    else if ((event.key === 'Enter' || event.key === 'Tab') && person && !event.ctrlKey && !event.metaKey) take(person)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  function startMention() {
    const element = field.current
    if (!element) return
    const at = element.selectionStart
    const space = at > 0 && !/[\s(]/.test(text[at - 1] ?? '') ? ' ' : ''
    write(element, `${text.slice(0, at)}${space}@${text.slice(at)}`, at + space.length + 1)
    look(element)
  }

  return (
    <div className="relative">
      <Textarea
        {...rest}
        ref={field}
        value={text}
        aria-autocomplete={people.length > 0 ? 'list' : undefined}
        aria-haspopup={people.length > 0 ? 'listbox' : undefined}
        aria-controls={open ? `${id}-people` : undefined}
        aria-activedescendant={open ? `${id}-${chosen}` : undefined}
        onChange={(event) => {
          onText(event.currentTarget.value)
          look(event.currentTarget)
        }}
        onClick={(event) => look(event.currentTarget)}
        onBlur={() => setMention(null)}
        onKeyDown={press}
      />
      {people.length > 0 && (
        <IconButton
          size="sm"
          className="absolute! right-1 bottom-2"
          label={messages.mention}
          icon={<AtSign aria-hidden className="size-4" />}
          onClick={startMention}
        />
      )}
      {open && (
        <div
          id={`${id}-people`}
          role="listbox"
          aria-label={messages.people}
          className={classNames(popupClass, 'absolute top-full left-0 z-20 mt-1 max-h-56 w-64')}
        >
          {found.map((person, at) => (
            <div
              key={person.id}
              id={`${id}-${at}`}
              role="option"
              tabIndex={-1}
              aria-selected={at === chosen}
              className="flex min-h-control-sm cursor-default items-center gap-2 rounded-md px-2 text-sm text-ink aria-selected:bg-hover"
              // Before the field loses its focus, or the list would be gone.
              onPointerDown={(event) => {
                event.preventDefault()
                take(person)
              }}
            >
              <Avatar name={person.name} size="sm" />
              <span className="truncate">{person.name}</span>
            </div>
          ))}
        </div>
      )}
    </div>
  )
}
