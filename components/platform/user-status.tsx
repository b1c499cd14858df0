import { StatusPill } from '@/components/ui/status-pill'
import { messages } from '@/lib/platform/messages'

type Props = { verified: boolean; disabled: boolean; platformAdmin: boolean }

/** How a login stands. */
export function UserStatus({ verified, disabled, platformAdmin }: Props) {
  const words = messages.users
  return (
    <span className="inline-flex flex-wrap gap-1">
      {disabled ? (
        <StatusPill shape="ended" tone="danger">
          {words.statuses.disabled}
        </StatusPill>
      ) : verified ? (
        <StatusPill shape="done" tone="success">
          {words.statuses.active}
        </StatusPill>
      ) : (
        <StatusPill shape="waiting" tone="warning">
          {words.statuses.unverified}
        </StatusPill>
      )}
      {platformAdmin && (
        <StatusPill shape="half" tone="accent">
          {words.admin}
        </StatusPill>
      )}
    </span>
  )
}
