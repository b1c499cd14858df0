import type { ReactNode } from 'react'

/** A named part of a long form. */
export function FormSection({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className="min-w-0 border-t pt-4">
      <legend className="float-left mb-3 w-full text-md font-semibold text-ink">{title}</legend>
      <div className="clear-both flex flex-col gap-4">{children}</div>
    </fieldset>
  )
}
