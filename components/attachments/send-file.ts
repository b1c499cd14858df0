import { problemOf } from '@/components/shell/rest-form'
import { messages } from '@/lib/attachments/messages'
import type { Attachment } from '@/lib/attachments/queries'
import type { Result } from '@/lib/core/result'

type Sending = { done: Promise<Result<Attachment> | null>; stop: () => void }

/**
 * Uploads a file with its progress, which `fetch` does not tell. @param path below the organization, `tasks/{id}`
 * @returns the file, a refusal, or null when it was stopped
 */
export function sendFile(org: string, path: string, file: File, onShare: (share: number) => void): Sending {
  const request = new XMLHttpRequest()
  const form = new FormData()
  form.set('file', file)
  const done = new Promise<Result<Attachment> | null>((resolve) => {
    request.upload.onprogress = ({ loaded, total }) => onShare(total > 0 ? loaded / total : 0)
    request.onabort = () => resolve(null)
    request.onerror = () => resolve({ ok: false, error: { code: 'UNREACHABLE', message: messages.lost } })
    request.onload = () => {
      const answer: unknown = read(request.responseText)
      const ok = request.status >= 200 && request.status < 300
      resolve(ok ? { ok: true, data: answer as Attachment } : { ok: false, error: problemOf(request.status, answer) })
    }
  })
  request.open('POST', `/api/v1/organizations/${org}/${path}/attachments`)
  request.setRequestHeader('accept', 'application/json, application/problem+json')
  request.send(form)
  return { done, stop: () => request.abort() }
}

function read(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
