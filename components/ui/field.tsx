import { CircleAlert } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import { classNames } from './class-names'
import { messages } from './messages'

/** What a control inside a field must carry so that label, hint and error belong to it. */
export type FieldControl = {
  id: string
  name?: string
  required?: boolean
  defaultValue?: string
  'aria-describedby'?: string
  'aria-invalid'?: true
}

export type FieldProps = {
  label: string
  children: (control: FieldControl) => ReactNode
  name?: string
  hint?: ReactNode
  error?: string
  required?: boolean
  defaultValue?: string
  /** keeps the label for screen readers only */
  hideLabel?: boolean
  /** stands at the end of the label's line, such as "Forgot it?" */
  aside?: ReactNode
  className?: string
}

/** Label, control, hint and error, wired to each other. The child is a function that is given the control's props. */
export function Field({
  label,
  children,
  name,
  hint,
  error,
  required,
  defaultValue,
  hideLabel,
  aside,
  className,
}: FieldProps) {
  const id = useId()
  const describedBy = classNames(hint ? `${id}-hint` : null, error ? `${id}-error` : null)
  return (
    <div className={classNames('flex min-w-0 flex-col gap-1', className)}>
      <div className={hideLabel ? 'sr-only' : 'flex items-baseline justify-between gap-2'}>
        <label htmlFor={id} className="text-sm font-medium text-ink">
          {label} {!required && <span className="font-normal text-ink-faint">{messages.field.optional}</span>}
        </label>
        {aside && <span className="text-sm">{aside}</span>}
      </div>
      {children({
        id,
        name,
        required,
        defaultValue,
        'aria-describedby': describedBy || undefined,
        'aria-invalid': error ? true : undefined,
      })}
      {hint && (
        <p id={`${id}-hint`} className="text-xs text-ink-faint">
          {hint}
        </p>
      )}
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
    </div>
  )
}

/** The message under a control that was refused. */
export function FieldError({ id, children }: { id?: string; children: ReactNode }) {
  return (
    <p id={id} className="flex items-start gap-1 text-xs text-danger-text">
      <CircleAlert aria-hidden className="mt-0.5 size-3 shrink-0" />
      <span>{children}</span>
    </p>
  )
}
