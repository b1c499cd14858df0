export type FormValue = string | number | boolean | null | File | FormValue[] | { [name: string]: FormValue }
export type FormValues = { [name: string]: FormValue }

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

/**
 * Reads a form as the object its action expects, by the controls' names: `discount.amount` nests, `contacts.0.email`
 * makes a list, `memberIds[]` collects. Numbers come from `type=number` and from `data-type="number"` (amounts in minor
 * units), booleans from checkboxes without a value. What is left empty is omitted unless it is required; with
 * `empty: 'null'` it becomes null, for forms that must be able to clear something.
 */
export function readForm(form: HTMLFormElement, { empty = 'omit' }: { empty?: 'omit' | 'null' } = {}): FormValues {
  const values: FormValues = {}
  for (const element of form.elements) {
    const control = element as Control
    if (!control.name || control.disabled || !isControl(element)) continue
    const list = control.name.endsWith('[]')
    const path = (list ? control.name.slice(0, -2) : control.name).split('.')
    if (list && read(values, path) === undefined) write(values, path, [])
    const value = controlValue(control, list)
    if (value === undefined) continue
    if (list) (read(values, path) as FormValue[]).push(...(Array.isArray(value) ? value : [value]))
    else if (value !== '' || control.required) write(values, path, value)
    else if (empty === 'null') write(values, path, null)
  }
  return values
}

function isControl(element: Element): element is Control {
  if (element instanceof HTMLInputElement) return !['submit', 'button', 'reset', 'image'].includes(element.type)
  return element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement
}

/** undefined: this control says nothing (an unchecked radio, an empty list entry). '': it was left empty. */
function controlValue(control: Control, list: boolean): FormValue | undefined {
  if (control instanceof HTMLSelectElement && control.multiple) {
    return [...control.selectedOptions].map((option) => option.value)
  }
  if (control instanceof HTMLInputElement) {
    if (control.type === 'radio') return control.checked ? control.value : undefined
    if (control.type === 'checkbox') {
      if (list || control.hasAttribute('value')) return control.checked ? control.value : undefined
      return control.checked
    }
    if (control.type === 'file') {
      const files = [...(control.files ?? [])]
      return control.multiple ? files : (files[0] ?? '')
    }
    const numeric = control.type === 'number' || control.dataset.type === 'number'
    if (numeric && control.value !== '') return Number(control.value)
  }
  return list && control.value === '' ? undefined : control.value
}

function read(values: FormValues, path: string[]): FormValue | undefined {
  let at: FormValue | undefined = values
  for (const step of path) at = (at as FormValues | undefined)?.[step]
  return at
}

function write(values: FormValues, path: string[], value: FormValue) {
  let at: FormValues = values
  for (const [depth, step] of path.slice(0, -1).entries()) {
    const next = /^\d+$/.test(path[depth + 1] ?? '') ? [] : {}
    at[step] ??= next as FormValue
    at = at[step] as FormValues
  }
  at[path.at(-1) ?? ''] = value
}
