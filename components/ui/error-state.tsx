'use client'

import { CloudOff } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from './button'
import { EmptyState } from './empty-state'
import { messages } from './messages'

export type ErrorStateProps = {
  title?: string
  description?: ReactNode
  /** the request's or the error's number, for the person who is asked */
  reference?: string
  onRetry?: () => void
}

/** Stands where a list or page would be when it could not be had. */
export function ErrorState({
  title = messages.error.title,
  description = messages.error.description,
  reference,
  onRetry,
}: ErrorStateProps) {
  return (
    <div role="alert">
      <EmptyState
        icon={<CloudOff />}
        title={title}
        description={
          <>
            {description}
            {reference && (
              <p className="mt-2 font-mono text-xs text-ink-faint">
                {messages.error.reference}: {reference}
              </p>
            )}
          </>
        }
        action={onRetry && <Button onClick={onRetry}>{messages.actions.retry}</Button>}
      />
    </div>
  )
}
