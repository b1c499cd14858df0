import type { Problem } from '@/lib/core/result'
import { messages } from '@/lib/imports/messages'

/** `field`: what is wrong with the file; `form`: why the upload as a whole did not work. */
export type UploadProblem = { field?: string; form?: string }
type Outcome = { ok: true; id: string } | { ok: false; problem: UploadProblem }

/**
 * Sends a file as multipart field `file` and reports how much has left, from 0 to 1; only XMLHttpRequest tells that.
 * Never throws: a lost connection is an outcome.
 */
export function sendFile(url: string, file: File, onProgress: (share: number) => void): Promise<Outcome> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest()
    const failed = (problem: UploadProblem) => resolve({ ok: false, problem })
    request.open('POST', url)
    request.setRequestHeader('accept', 'application/json')
    request.upload.onprogress = ({ loaded, total, lengthComputable }) => {
      if (lengthComputable) onProgress(loaded / total)
    }
    request.onerror = () => failed({ form: messages.upload.network })
    request.ontimeout = request.onerror
    request.onload = () => {
      const body = read(request.responseText)
      if (request.status < 300 && typeof body.id === 'string') return resolve({ ok: true, id: body.id })
      const message = body.message ?? body.detail ?? body.title ?? messages.upload.network
      const atFile = body.errors?.find(({ path }) => path === 'file')?.message
      if (atFile || request.status === 413) failed({ field: atFile ?? message })
      else failed({ form: message })
    }
    const form = new FormData()
    form.set('file', file, file.name)
    request.send(form)
  })
}

type Answer = Partial<Problem> & { id?: unknown; detail?: string; title?: string }
function read(text: string): Answer {
  try {
    return JSON.parse(text) as Answer
  } catch {
    return {}
  }
}
