'use client'

import { X } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { Progress } from '@/components/ui/progress'
import { messages } from '@/lib/attachments/messages'
import type { Uploads } from './use-uploads'

/** Files on their way, each with its progress; what did not arrive can be tried again. */
export function UploadLines({ uploads: { uploads, retry, dismiss } }: { uploads: Uploads }) {
  if (uploads.length === 0) return null
  return (
    <ul className="flex flex-col gap-2">
      {uploads.map((upload) => (
        <li key={upload.key} className="flex items-center gap-2">
          {upload.problem ? (
            <>
              <p className="min-w-0 flex-1 text-xs break-words text-danger-text">{upload.problem}</p>
              <Button size="sm" onClick={() => retry(upload)}>
                {messages.retry}
              </Button>
              <IconButton
                size="sm"
                label={messages.dismiss(upload.file.name)}
                icon={<X aria-hidden className="size-4" />}
                onClick={() => dismiss(upload)}
              />
            </>
          ) : (
            <>
              <div className="min-w-0 flex-1">
                <Progress label={messages.uploading(upload.file.name)} value={upload.share * 100} />
              </div>
              <IconButton
                size="sm"
                label={messages.cancel(upload.file.name)}
                icon={<X aria-hidden className="size-4" />}
                onClick={upload.stop}
              />
            </>
          )}
        </li>
      ))}
    </ul>
  )
}
