'use client'

import dynamic from 'next/dynamic'
import type { Choice } from './use-choices'

export type ComboboxProps = {
  /** from <Field>, or name it with aria-label */
  id?: string
  name?: string
  required?: boolean
  disabled?: boolean
  'aria-label'?: string
  'aria-describedby'?: string
  'aria-invalid'?: true
  placeholder?: string
  /** a fixed list, filtered here; or `search`, which asks the server */
  options?: readonly Choice[]
  search?: (query: string, signal: AbortSignal) => Promise<readonly Choice[]>
}

export type SingleComboboxProps = ComboboxProps & {
  defaultChoice?: Choice | null
  value?: Choice | null
  onValueChange?: (choice: Choice | null) => void
  /** how somebody left the field that stood in its place */
  start?: { focused: boolean; typed?: string; open: boolean }
}

// In a form it is there with the page; in a dialog it comes when the dialog does.
const Loaded = dynamic(() => import('./combobox-parts').then((parts) => parts.Combobox))

/** One choice out of many, found by typing. The form gets the choice's value under `name`. */
export function Combobox(props: SingleComboboxProps) {
  return <Loaded {...props} />
}
