'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useRef, useState, useTransition } from 'react'
import { FileDrop } from '@/components/ui/file-drop'
import { FormError } from '@/components/ui/form-error'
import { Progress } from '@/components/ui/progress'
import { SubmitButton } from '@/components/ui/submit-button'
import { messages } from '@/lib/imports/messages'
import { sendFile, type UploadProblem } from './send-file'

const words = messages.upload

/** Takes the file and leads on to its columns. A file that is none is refused at its field and stays chosen. */
export function UploadImport({ org, project }: { org: string; project: string }) {
  const router = useRouter()
  const [leaving, leave] = useTransition()
  const file = useRef<File | null>(null)
  const [share, setShare] = useState<number | null>(null)
  const [problem, setProblem] = useState<UploadProblem | null>(null)
  const sending = share !== null || leaving

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (sending) return
    if (!file.current) return setProblem({ field: words.required })
    setProblem(null)
    setShare(0)
    const outcome = await sendFile(`/api/v1/organizations/${org}/projects/${project}/imports`, file.current, setShare)
    setShare(null)
    if (outcome.ok) leave(() => router.push(`/${org}/projects/${project}/imports/${outcome.id}`))
    else setProblem(outcome.problem)
  }

  return (
    <form onSubmit={submit} noValidate aria-busy={sending} className="flex max-w-xl flex-col gap-4">
      <FormError message={problem?.form} />
      <FileDrop
        label={words.label}
        name="file"
        id="import-file"
        accept=".csv,.tsv,.txt,.json,application/json,text/csv,text/plain,text/tab-separated-values,application/vnd.ms-excel"
        required
        maxSize={32 * 1024 * 1024}
        hint={words.hint}
        error={problem?.field}
        disabled={sending}
        onFile={(next) => {
          file.current = next
          setProblem(null)
        }}
      />
      {sending && (
        <Progress
          label={share === null || share >= 1 ? words.reading : words.progress}
          value={share === null || share >= 1 ? null : share * 100}
        />
      )}
      <div>
        <SubmitButton pending={sending}>{words.submit}</SubmitButton>
      </div>
    </form>
  )
}
