import type { ComponentProps } from 'react'
import { classNames } from './class-names'
import { controlClass } from './input'

/** The browser's own date field; in and out as `2026-03-31`, a day without a time zone. */
export function DateInput({ className, ...rest }: Omit<ComponentProps<'input'>, 'type'>) {
  return <input {...rest} type="date" className={classNames(controlClass, 'h-control tabular-nums', className)} />
}
