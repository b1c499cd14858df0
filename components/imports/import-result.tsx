import { CircleCheck, CircleX } from 'lucide-react'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { messages } from '@/lib/imports/messages'
import type { Import } from '@/lib/imports/queries'

/** What came of an import, and where to go from here. */
export function ImportResult({ org, subject }: { org: string; subject: Import }) {
  const base = `/${org}/projects/${subject.project.key}`
  const words = messages.result
  const failed = subject.status === 'FAILED'
  return (
    <Card title={subject.fileName}>
      <div role="status" className="flex items-start gap-3">
        {failed ? (
          <CircleX aria-hidden className="mt-0.5 size-5 shrink-0 text-danger" />
        ) : (
          <CircleCheck aria-hidden className="mt-0.5 size-5 shrink-0 text-success" />
        )}
        <div className="min-w-0">
          <p className="font-medium text-ink">{failed ? words.failedTitle : words.finished(subject.importedRows)}</p>
          {subject.failedRows > 0 && (
            <p className="text-sm text-ink-muted">
              {failed ? words.failed(subject.failedRows) : words.skipped(subject.failedRows)}
            </p>
          )}
        </div>
      </div>
      <div className="mt-4 flex flex-wrap gap-2">
        {failed ? (
          <ButtonLink variant="primary" href={`${base}/imports/new`}>
            {words.again}
          </ButtonLink>
        ) : (
          <>
            <ButtonLink variant="primary" href={`${base}/board`}>
              {words.board}
            </ButtonLink>
            <ButtonLink href={`${base}/tasks`}>{words.list}</ButtonLink>
          </>
        )}
      </div>
    </Card>
  )
}
