'use client'

import { FileText, Upload, X } from 'lucide-react'
import { type DragEvent, useRef, useState } from 'react'
import { classNames } from './class-names'
import { FieldError } from './field'
import { IconButton } from './icon-button'
import { messages } from './messages'

export type FileDropProps = {
  label: string
  name?: string
  id?: string
  /** as on an input: ".csv,text/csv" */
  accept?: string
  /** bytes */
  maxSize?: number
  required?: boolean
  hint?: string
  error?: string
  disabled?: boolean
  onFile?: (file: File | null) => void
}

/** Bytes in the largest unit that keeps it readable: 10485760 → "10 MB". */
export function fileSize(bytes: number): string {
  const step = bytes >= 1_048_576 ? { unit: 'MB', size: 1_048_576 } : { unit: 'kB', size: 1_024 }
  return `${Math.max(0.1, Math.round((bytes / step.size) * 10) / 10)} ${step.unit}`
}

/** One file, chosen by button, keyboard or dropping. It stays in the form under `name`. */
export function FileDrop({ label, name, id, accept, maxSize, required, hint, error, disabled, onFile }: FileDropProps) {
  const input = useRef<HTMLInputElement>(null)
  const [file, setFile] = useState<File | null>(null)
  const [complaint, setComplaint] = useState<string | null>(null)
  const [over, setOver] = useState(false)
  const problem = complaint ?? error

  function take(next: File | null) {
    const wrong = next && complaintAbout(next, accept, maxSize)
    setComplaint(wrong || null)
    const accepted = wrong ? null : next
    if (!accepted && input.current) input.current.value = ''
    setFile(accepted)
    onFile?.(accepted)
  }

  function drop(event: DragEvent) {
    event.preventDefault()
    setOver(false)
    const dropped = event.dataTransfer.files[0]
    if (disabled || !dropped || !input.current) return
    const transfer = new DataTransfer()
    transfer.items.add(dropped)
    input.current.files = transfer.files
    take(dropped)
  }

  return (
    <div className="flex flex-col gap-1">
      <span className="text-sm font-medium text-ink">{label}</span>
      <label
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
        className={classNames(
          'relative flex min-h-20 items-center gap-3 rounded-lg border border-dashed px-4 py-3 text-sm transition-colors',
          'focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-accent-text',
          over ? 'border-accent-text bg-accent-soft' : 'border-line-control bg-surface hover:bg-hover',
          problem && 'border-danger',
        )}
      >
        <input
          ref={input}
          id={id}
          name={name}
          type="file"
          accept={accept}
          required={required}
          disabled={disabled}
          aria-label={`${label}: ${file ? file.name : messages.file.choose}`}
          aria-invalid={problem ? true : undefined}
          aria-describedby={problem ? `${id ?? name}-file` : undefined}
          onChange={(event) => take(event.currentTarget.files?.[0] ?? null)}
          className="absolute inset-0 cursor-pointer opacity-0"
        />
        {file ? (
          <FileText aria-hidden className="size-5 text-accent-text" />
        ) : (
          <Upload aria-hidden className="size-5 text-ink-faint" />
        )}
        <span className="min-w-0 flex-1">
          {file ? (
            <>
              <span className="block truncate font-medium text-ink">{file.name}</span>
              <span className="text-xs text-ink-faint tabular-nums">{fileSize(file.size)}</span>
            </>
          ) : (
            <>
              <span className="font-medium text-accent-text">{messages.file.choose}</span>{' '}
              <span className="text-ink-muted max-sm:hidden">{messages.file.drop}</span>
              {hint && <span className="block text-xs text-ink-faint">{hint}</span>}
            </>
          )}
        </span>
        {file && (
          <IconButton
            size="sm"
            className="z-10"
            label={messages.file.remove(file.name)}
            icon={<X aria-hidden className="size-4" />}
            onClick={(event) => {
              event.preventDefault()
              take(null)
              input.current?.focus()
            }}
          />
        )}
      </label>
      <div role="alert" className="empty:hidden">
        {problem && <FieldError id={`${id ?? name}-file`}>{problem}</FieldError>}
      </div>
    </div>
  )
}

function complaintAbout(file: File, accept: string | undefined, maxSize: number | undefined): string | null {
  if (maxSize !== undefined && file.size > maxSize) return messages.file.tooLarge(file.name, fileSize(maxSize))
  const patterns = accept?.split(',').map((pattern) => pattern.trim().toLowerCase()) ?? []
  const fits = patterns.some((pattern) =>
    pattern.startsWith('.')
      ? file.name.toLowerCase().endsWith(pattern)
      : pattern.endsWith('/*')
        ? file.type.startsWith(pattern.slice(0, -1))
        : file.type === pattern,
  )
  return patterns.length === 0 || fits ? null : messages.file.wrongType(file.name, patterns.join(', '))
}
