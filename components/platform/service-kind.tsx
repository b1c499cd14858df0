import { Badge } from '@/components/ui/status-pill'
import { messages } from '@/lib/platform/messages'

/** Whether a service is a stand-in on this machine or the real one. */
export function ServiceKind({ embedded }: { embedded: boolean }) {
  return <Badge tone="neutral">{embedded ? messages.overview.embedded : messages.overview.external}</Badge>
}
