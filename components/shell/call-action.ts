import { unstable_isUnrecognizedActionError, unstable_rethrow } from 'next/navigation'
import type { Result } from '@/lib/core/result'
import { messages } from './messages'

/** Calls a server action outside a form; a lost connection or a page older than the server becomes a refusal too. */
export async function callAction<T>(action: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await action()
  } catch (error) {
    if (unstable_isUnrecognizedActionError(error))
      return { ok: false, error: { code: 'STALE_PAGE', message: messages.callFailed.stalePage } }
    unstable_rethrow(error)
    const unreachable = error instanceof TypeError || !navigator.onLine
    return unreachable
      ? { ok: false, error: { code: 'UNREACHABLE', message: messages.callFailed.network } }
      : { ok: false, error: { code: 'UNEXPECTED', message: messages.callFailed.unexpected } }
  }
}
