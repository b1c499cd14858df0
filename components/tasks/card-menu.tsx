'use client'

import { Ellipsis } from 'lucide-react'
import { IconButton } from '@/components/ui/icon-button'
import { Menu, MenuItem, MenuSeparator } from '@/components/ui/menu'
import { StatusShapeIcon } from '@/components/ui/status-pill'
import { messages } from '@/lib/tasks/messages'
import type { TaskCard } from '@/lib/tasks/queries'
import type { CardHandlers } from './board-card'
import { columnOrder } from './board-data'
import { statusLooks } from './task-marks'

/** Where a card can go, for everybody who does not drag. */
export function CardMenu({ card, onMoveTo }: { card: TaskCard; onMoveTo: CardHandlers['onMoveTo'] }) {
  return (
    <Menu
      align="end"
      trigger={
        <IconButton
          size="sm"
          label={messages.board.move(card.key)}
          icon={<Ellipsis aria-hidden className="size-4" />}
          className="z-10 -mt-1 -mr-1"
        />
      }
    >
      {columnOrder.map((status) => (
        <MenuItem
          key={status}
          icon={<StatusShapeIcon shape={statusLooks[status].shape} />}
          disabled={status === card.status}
          onSelect={() => onMoveTo(card, status)}
        >
          {messages.board.moveTo(messages.statuses[status])}
        </MenuItem>
      ))}
      <MenuSeparator />
      <MenuItem onSelect={() => onMoveTo(card, 'top')}>{messages.board.toTop}</MenuItem>
      <MenuItem onSelect={() => onMoveTo(card, 'up')}>{messages.board.up}</MenuItem>
      <MenuItem onSelect={() => onMoveTo(card, 'down')}>{messages.board.down}</MenuItem>
    </Menu>
  )
}
