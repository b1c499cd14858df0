import type { Problem, Result } from '@/lib/core/result'
import { messages } from './messages'

type ProblemDocument = Partial<Problem> & { title?: string; detail?: string; requestId?: string }

/**
 * Sends JSON to a REST operation and gives its answer the shape of a server action's, so that `useActionForm` takes it:
 * problem+json becomes a refusal. A lost connection throws, as it does from an action.
 * @param path below `/api/v1/organizations/`
 */
export async function restForm<Data>(
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body: unknown,
): Promise<Result<Data>> {
  const response = await fetch(`/api/v1/organizations/${path}`, {
    method,
    headers: { 'content-type': 'application/json', accept: 'application/json, application/problem+json' },
    body: JSON.stringify(body),
  })
  const answer: unknown = await response.json().catch(() => null)
  return response.ok ? { ok: true, data: answer as Data } : { ok: false, error: problemOf(response.status, answer) }
}

/** problem+json as a refusal; an answer that is none (a proxy's page) becomes a sentence. */
export function problemOf(status: number, answer: unknown): Problem {
  const document = (typeof answer === 'object' && answer !== null ? answer : {}) as ProblemDocument
  const { code, errors, missing, current } = document
  return {
    code: code ?? `HTTP_${status}`,
    message: document.message ?? document.detail ?? document.title ?? messages.form.unexpected,
    ...(errors && { errors }),
    ...(missing && { missing }),
    ...(current !== undefined && { current }),
  }
}

/** A file's content in Base64, as JSON carries it. */
export const contentOf = (file: File): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,?/, ''))
    reader.onerror = () => reject(new TypeError('The file could not be read'))
    reader.readAsDataURL(file)
  })
