import { CircleAlert } from 'lucide-react'
import type { ReactNode, Ref } from 'react'
import { messages } from './messages'

export type FormErrorProps = {
  /** what went wrong as a whole; nothing is shown without it */
  message?: string | null
  /** complaints about fields that have no control in this form, or all of them with the control's id */
  details?: readonly { label?: string; message: string; targetId?: string }[]
  /** a button, such as "Reload the page" */
  action?: ReactNode
  ref?: Ref<HTMLDivElement>
}

/** The summary above a form that was refused. Announced at once, and a place for the focus when no field has it. */
export function FormError({ message, details = [], action, ref }: FormErrorProps) {
  // the region stays mounted, because one that arrives together with its text is not announced everywhere
  return (
    <div ref={ref} role="alert" tabIndex={-1} className="rounded-md outline-offset-2 empty:hidden">
      {message && (
        <div className="flex items-start gap-2 rounded-md border border-danger-line bg-danger-soft px-3 py-2 text-sm text-danger-text">
          <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          <div className="min-w-0 flex-1">
            <p className="font-medium">
              <span className="sr-only">{messages.formError.title}: </span>
              {message}
            </p>
            {details.length > 0 && (
              <ul className="mt-1 list-disc pl-4">
                {details.map((detail, at) => (
                  <li key={at}>
                    {detail.targetId ? (
                      <a href={`#${detail.targetId}`} className="underline underline-offset-2">
                        {detail.label ?? detail.message}
                      </a>
                    ) : (
                      detail.label
                    )}
                    {detail.label && <>: {detail.message}</>}
                    {!detail.label && !detail.targetId && detail.message}
                  </li>
                ))}
              </ul>
            )}
          </div>
          {action}
        </div>
      )}
    </div>
  )
}
