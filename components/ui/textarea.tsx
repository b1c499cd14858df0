import type { ComponentProps } from 'react'
import { classNames } from './class-names'
import { controlClass } from './input'

/** Several lines of text; grows with what is typed where the browser can. */
export function Textarea({ className, rows = 4, ...rest }: ComponentProps<'textarea'>) {
  return (
    <textarea
      rows={rows}
      {...rest}
      className={classNames(controlClass, 'field-sizing-content max-h-96 min-h-20 py-1.5', className)}
    />
  )
}
