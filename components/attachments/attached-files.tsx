import { FileText } from 'lucide-react'
import { fileSize } from '@/components/ui/file-drop'
import { messages } from '@/lib/attachments/messages'
import { attachmentAddress, isPicture, opensInline } from './address'

export type AttachedFile = { id: string; name: string; contentType: string; size: number }

/** What goes with a comment: pictures as pictures, everything else by name and size. */
export function AttachedFiles({ org, files }: { org: string; files: readonly AttachedFile[] }) {
  if (files.length === 0) return null
  return (
    <ul aria-label={messages.heading} className="mt-2 flex flex-wrap gap-2">
      {files.map((file) => (
        <li key={file.id} className="max-w-full min-w-0">
          <a
            href={attachmentAddress(org, file.id, opensInline(file.contentType))}
            {...(opensInline(file.contentType) && { target: '_blank', rel: 'noopener' })}
            aria-label={messages.open(file.name)}
            title={file.name}
            className="flex max-w-full min-w-0 items-center gap-2 overflow-hidden rounded-md border bg-surface hover:border-line-strong"
          >
            <FilePreview org={org} file={file} />
          </a>
        </li>
      ))}
    </ul>
  )
}

function FilePreview({ org, file }: { org: string; file: AttachedFile }) {
  if (isPicture(file.contentType))
    return (
      // biome-ignore lint/performance/noImgElement: a private file, not an asset to optimize
      <img
        src={attachmentAddress(org, file.id, true)}
        alt=""
        loading="lazy"
        className="h-32 w-44 max-w-full bg-sunken object-contain"
      />
    )
  return (
    <span className="flex min-w-0 items-center gap-2 px-2 py-1.5 text-xs">
      <FileText aria-hidden className="size-4 shrink-0 text-ink-faint" />
      <span className="min-w-0 truncate font-medium text-ink">{file.name}</span>
      <span className="shrink-0 text-ink-faint tabular-nums">{fileSize(file.size)}</span>
    </span>
  )
}
