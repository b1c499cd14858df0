'use client'

import dynamic from 'next/dynamic'
import type { ComboboxProps } from './combobox'
import type { Choice } from './use-choices'

export type MultiComboboxProps = ComboboxProps & {
  defaultChoices?: readonly Choice[]
  value?: readonly Choice[]
  onValueChange?: (choices: Choice[]) => void
}

// In a form it is there with the page; in a dialog it comes when the dialog does.
const Loaded = dynamic(() => import('./multi-combobox-parts').then((parts) => parts.MultiCombobox))

/** Several choices, found by typing, shown as chips. The form gets one value each; name it `something[]`. */
export function MultiCombobox(props: MultiComboboxProps) {
  return <Loaded {...props} />
}
