'use client'

import type { KeyboardEvent } from 'react'
import { classNames } from '@/components/ui/class-names'
import { Menu, MenuChoice } from '@/components/ui/menu'
import type { Grant, Permission } from '@/lib/core/permissions'
import { grantWord, permissionName } from '@/lib/roles/field-words'
import { messages } from '@/lib/roles/messages'
import { grantSentence } from '@/lib/roles/sentences'
import { choicesOf, choiceValue, grantOf } from './role-draft'

type Props = {
  permission: Permission
  resource: string
  action: string
  grant: Grant | undefined
  before: Grant | undefined
  /** Why something cannot be chosen; undefined when it can. */
  refusal: (grant: Grant | undefined) => string | undefined
  onChange: ((grant: Grant | undefined) => void) | undefined
  tabIndex: number
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void
  onFocus: () => void
}

/** How far it reaches, as steps beside the word; a yes or no has one. */
function Reach({ permission, grant }: { permission: Permission; grant: Grant | undefined }) {
  const reached = choicesOf(permission).indexOf(grant)
  return (
    <span aria-hidden className="flex items-end gap-px">
      {choicesOf(permission)
        .slice(1)
        .map((step, at) => (
          <span
            key={choiceValue(step)}
            className={classNames('w-1 rounded-[1px]', at < reached ? 'bg-accent' : 'bg-line-strong')}
            style={{ height: step === true ? '0.5rem' : `${0.25 + at * 0.125}rem` }}
          />
        ))}
    </span>
  )
}

/** One decision of a role; opens the choices, each with what it lets people do. */
export function PermissionCell(props: Props) {
  const { permission, resource, action, grant, before, refusal, onChange, tabIndex, onKeyDown, onFocus } = props
  const changed = grant !== before
  const word = grantWord(grant)
  const shape = classNames(
    'flex h-8 w-full max-sm:h-10 items-center justify-between gap-2 rounded-md border px-2 text-xs',
    grant ? 'font-medium text-ink' : 'text-ink-faint',
    changed ? 'border-accent-line bg-accent-soft' : 'border-line bg-surface',
  )
  const name = `${messages.cell(resource, action, word)}${changed ? ` (${messages.changedCell(grantWord(before))})` : ''}`
  const focus = { tabIndex, onKeyDown, onFocus, 'data-permission': permission }
  if (!onChange)
    return (
      <span {...focus} role="img" aria-label={name} title={grantSentence(permission, grant)} className={shape}>
        {word}
        <Reach permission={permission} grant={grant} />
      </span>
    )
  return (
    <Menu
      trigger={
        <button
          type="button"
          {...focus}
          aria-label={name}
          title={grantSentence(permission, grant)}
          className={classNames(shape, 'hover:bg-hover aria-expanded:bg-hover')}
        >
          {word}
          <Reach permission={permission} grant={grant} />
        </button>
      }
    >
      <MenuChoice
        closes
        label={permissionName(permission)}
        value={choiceValue(grant)}
        onChange={(value) => onChange(grantOf(value))}
        options={choicesOf(permission).map((choice) => ({
          value: choiceValue(choice),
          label: grantWord(choice),
          text: refusal(choice) ?? grantSentence(permission, choice),
          disabled: refusal(choice) !== undefined,
        }))}
      />
    </Menu>
  )
}
