'use client'

import { ChevronDown } from 'lucide-react'
import { type KeyboardEvent, useId, useRef, useState } from 'react'
import { classNames } from '@/components/ui/class-names'
import { Badge } from '@/components/ui/status-pill'
import type { Grant, Permission, Permissions } from '@/lib/core/permissions'
import { messages } from '@/lib/roles/messages'
import { grantSentence } from '@/lib/roles/sentences'
import { PermissionCell } from './permission-cell'
import { type MatrixModule, refusalOf } from './role-draft'

type Props = {
  module: MatrixModule
  /** switched off for the whole organization: what is chosen here counts once it is on again */
  off: boolean
  roleKey: string
  held: Permissions
  before: Permissions
  permissions: Permissions
  /** missing for those who only look */
  onChange?: (permission: Permission, grant: Grant | undefined) => void
}

// display:block takes a table's meaning away in some browsers; the roles keep it
const role = (name: string) => ({ role: name })

const steps: Record<string, [down: number, across: number]> = {
  ArrowDown: [1, 0],
  ArrowUp: [-1, 0],
  ArrowRight: [0, 1],
  ArrowLeft: [0, -1],
}

/** The permissions of one module: resources down, actions across; on phones a card for each resource. */
export function PermissionGrid({ module, off, roleKey, held, before, permissions, onChange }: Props) {
  const [open, setOpen] = useState(true)
  const [active, setActive] = useState<Permission>(module.permissions[0] as Permission)
  const grid = useRef<HTMLTableElement>(null)
  const id = useId()
  const name = messages.modules[module.name] ?? module.name
  const given = module.permissions.filter((permission) => permissions[permission]).length

  function move(event: KeyboardEvent<HTMLElement>) {
    const step = steps[event.key]
    if (!step || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    const [down, across] = step
    let row = module.rows.findIndex(({ cells }) => cells.includes(active))
    let column = module.rows[row]?.cells.indexOf(active) ?? 0
    // Empty places are jumped over, in the direction of the key.
    do {
      row += down
      column += across
    } while (module.rows[row] && column >= 0 && column < module.actions.length && !module.rows[row]?.cells[column])
    const next = module.rows[row]?.cells[column]
    if (next) grid.current?.querySelector<HTMLElement>(`[data-permission="${next}"]`)?.focus()
  }

  return (
    <section aria-label={name} className="border-t first:border-t-0">
      <button
        type="button"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
        className="flex min-h-11 w-full items-center gap-2 px-4 text-left text-sm hover:bg-hover"
      >
        <ChevronDown
          aria-hidden
          className={classNames('size-4 text-ink-faint transition-transform', !open && '-rotate-90')}
        />
        <span className="font-semibold text-ink">{name}</span>
        {off && <Badge tone="warning">{messages.moduleOff}</Badge>}
        <span className="ml-auto text-xs text-ink-faint tabular-nums">
          {messages.given(given, module.permissions.length)}
        </span>
      </button>
      <div id={id} hidden={!open} className="px-4 pb-3">
        {off && <p className="mb-2 text-xs text-ink-muted">{messages.moduleOffText}</p>}
        <table
          ref={grid}
          {...role('grid')}
          aria-label={name}
          className="block w-full max-sm:space-y-3 sm:overflow-x-auto sm:p-0.5"
        >
          <thead {...role('rowgroup')} className="block max-sm:sr-only">
            <tr {...role('row')} className="flex gap-1 pb-1">
              <th {...role('columnheader')} className="w-36 shrink-0">
                <span className="sr-only">{messages.resource}</span>
              </th>
              {module.actions.map((action) => (
                <th
                  key={action}
                  {...role('columnheader')}
                  className="min-w-21 max-w-32 flex-1 px-2 text-left text-xs font-medium text-ink-faint"
                >
                  {messages.verbs[action]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody {...role('rowgroup')} className="block space-y-1 max-sm:space-y-3">
            {module.rows.map(({ resource, cells }) => (
              <tr
                key={resource}
                {...role('row')}
                className="flex gap-1 max-sm:flex-col max-sm:rounded-lg max-sm:border max-sm:p-3 sm:items-center"
              >
                <th {...role('rowheader')} className="text-left text-sm font-medium text-ink sm:w-36 sm:shrink-0">
                  {messages.resources[resource]}
                </th>
                {cells.map((permission, at) => (
                  <td
                    key={module.actions[at]}
                    {...role('gridcell')}
                    className={classNames(
                      'min-w-21 sm:max-w-32 sm:flex-1',
                      permission
                        ? 'max-sm:grid max-sm:grid-cols-[1fr_7rem] max-sm:items-center max-sm:gap-2'
                        : 'max-sm:hidden',
                    )}
                  >
                    {permission && (
                      <>
                        <span aria-hidden className="text-sm text-ink-muted sm:hidden">
                          {messages.verbs[module.actions[at] ?? '']}
                        </span>
                        <PermissionCell
                          permission={permission}
                          resource={messages.resources[resource] ?? resource}
                          action={messages.verbs[module.actions[at] ?? ''] ?? ''}
                          grant={permissions[permission]}
                          before={before[permission]}
                          refusal={(grant) =>
                            grant === before[permission] ? undefined : refusalOf(held, roleKey, permission, grant)
                          }
                          onChange={onChange && ((grant) => onChange(permission, grant))}
                          tabIndex={permission === active ? 0 : -1}
                          onKeyDown={move}
                          onFocus={() => setActive(permission)}
                        />
                      </>
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
        <p aria-live="polite" className="mt-2 min-h-4 text-xs text-ink-muted">
          {grantSentence(active, permissions[active])}
        </p>
      </div>
    </section>
  )
}
