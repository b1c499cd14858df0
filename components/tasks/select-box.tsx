'use client'

import { Checkbox } from '@/components/ui/checkbox'
import { classNames } from '@/components/ui/class-names'
import { messages } from '@/lib/tasks/messages'
import { selection, useSelected } from './task-selection'

/** Chooses a task for a change of many; Shift takes all since the last one. */
export function SelectBox({ id, taskKey, className }: { id: string; taskKey: string; className?: string }) {
  const selected = useSelected(id)
  return (
    <span data-select={id} className={classNames('relative z-10 inline-flex', className, selected && 'opacity-100!')}>
      <Checkbox
        hideLabel
        label={messages.bulk.select(taskKey)}
        checked={selected}
        readOnly
        onClick={(event) => {
          event.stopPropagation()
          selection.toggle(id, event.shiftKey)
        }}
      />
    </span>
  )
}
