import { LockKeyhole } from 'lucide-react'
import { ButtonLink } from './button'
import { messages } from './messages'

export type NoAccessStateProps = {
  title?: string
  /** the permission in words, such as "verify payments" */
  missing: string
  /** the permission's key, for the admin */
  permission?: string
  /** who can grant it: names of admins or of roles */
  grantedBy: readonly string[]
  backHref?: string
}

/** A refusal that says what is missing and who can grant it. */
export function NoAccessState({
  title = messages.noAccess.title,
  missing,
  permission,
  grantedBy,
  backHref,
}: NoAccessStateProps) {
  return (
    <div className="mx-auto flex max-w-md flex-col items-center px-4 py-12 text-center">
      <span className="mb-3 grid size-10 place-items-center rounded-lg bg-sunken text-ink-faint">
        <LockKeyhole aria-hidden className="size-5" />
      </span>
      <h1 className="text-base font-medium text-ink">{title}</h1>
      <dl className="mt-4 w-full divide-y rounded-lg border bg-surface text-left text-sm">
        <div className="px-4 py-2">
          <dt className="text-xs text-ink-faint">{messages.noAccess.missing}</dt>
          <dd className="text-ink">
            {missing}{' '}
            {permission && (
              <code className="inline-block font-mono text-xs break-all text-ink-faint">{permission}</code>
            )}
          </dd>
        </div>
        <div className="px-4 py-2">
          <dt className="text-xs text-ink-faint">{messages.noAccess.grantedBy}</dt>
          <dd className="text-ink">{grantedBy.join(', ')}</dd>
        </div>
      </dl>
      {backHref && (
        <ButtonLink href={backHref} className="mt-4">
          {messages.noAccess.back}
        </ButtonLink>
      )}
    </div>
  )
}
