'use client'

import { Plus, Trash2 } from 'lucide-react'
import { useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import type { FieldProps } from '@/components/ui/field'
import { FieldError } from '@/components/ui/field'
import { IconButton } from '@/components/ui/icon-button'
import { messages } from '@/lib/clients/messages'
import { ContactFields } from './contact-fields'

/** Contacts of a new client, as many rows as needed; they are numbered as they stand. */
export function ContactRows({
  field,
  error,
}: {
  field: (name: string) => Omit<FieldProps, 'label' | 'children'>
  error?: string
}) {
  // a row keeps its own key, so that removing one does not move what was typed into another
  const [rows, setRows] = useState<readonly number[]>([0])
  const lastKey = useRef(0)
  const adder = useRef<HTMLButtonElement>(null)

  function add() {
    lastKey.current += 1
    setRows([...rows, lastKey.current])
  }

  return (
    <fieldset className="min-w-0">
      <legend className="text-sm font-semibold text-ink">{messages.contacts}</legend>
      <p className="text-xs text-ink-faint">{messages.contactsHint}</p>
      <div className="mt-3 flex flex-col gap-3">
        {rows.map((key, at) => (
          <fieldset key={key} className="min-w-0 rounded-lg border p-3">
            <legend className="sr-only">{messages.rowLabel(at + 1)}</legend>
            <div className="mb-2 flex items-center justify-between">
              <span aria-hidden className="text-xs font-medium text-ink-faint">
                {messages.rowLabel(at + 1)}
              </span>
              <IconButton
                size="sm"
                label={messages.removeRow(at + 1)}
                icon={<Trash2 aria-hidden className="size-4" />}
                onClick={() => {
                  setRows(rows.filter((one) => one !== key))
                  adder.current?.focus()
                }}
              />
            </div>
            <ContactFields field={(name) => field(`contacts.${at}.${name}`)} />
          </fieldset>
        ))}
      </div>
      {error && <FieldError>{error}</FieldError>}
      <Button ref={adder} size="sm" className="mt-3" icon={<Plus aria-hidden className="size-3.5" />} onClick={add}>
        {messages.addRow}
      </Button>
    </fieldset>
  )
}
