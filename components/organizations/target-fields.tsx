'use client'

import { Card } from '@/components/ui/card'
import { FieldError } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { messages } from '@/lib/organizations/messages'
import { messages as tickets } from '@/lib/tickets/messages'
import type { SettingsDraft } from './settings-draft'

type Props = {
  draft: SettingsDraft
  errorAt: (path: string) => string | undefined
  onChange: (change: Partial<SettingsDraft>) => void
}

const priorities = ['URGENT', 'HIGH', 'MEDIUM', 'LOW'] as const

/** How much working time tickets may take, per priority. */
export function TargetFields({ draft: { targets }, errorAt, onChange }: Props) {
  return (
    <Card title={messages.targets} description={messages.targetsText}>
      <table className="w-full max-w-xl border-separate border-spacing-x-2 -mx-2 border-spacing-y-1 text-left text-sm">
        <thead>
          <tr className="text-xs text-ink-faint">
            <th className="w-20 py-1 font-medium">{messages.priority}</th>
            <th className="py-1 font-medium">{messages.inHours(messages.response)}</th>
            <th className="py-1 font-medium">{messages.inHours(messages.resolution)}</th>
          </tr>
        </thead>
        <tbody>
          {priorities.map((priority) => {
            const target = targets[priority] ?? { response: '', resolution: '' }
            const error = errorAt(`ticketTargets.${priority}`)
            return (
              <tr key={priority} className="align-top">
                <th scope="row" className="pt-2 font-medium text-ink">
                  {tickets.priorities[priority]}
                  {error && <FieldError>{error}</FieldError>}
                </th>
                {(['response', 'resolution'] as const).map((name) => (
                  <td key={name}>
                    <Input
                      type="number"
                      inputMode="decimal"
                      min={0.02}
                      step={0.01}
                      aria-label={messages.targetOf(tickets.priorities[priority], messages[name])}
                      aria-invalid={error ? true : undefined}
                      value={target[name]}
                      onChange={(event) =>
                        onChange({
                          targets: { ...targets, [priority]: { ...target, [name]: event.currentTarget.value } },
                        })
                      }
                    />
                  </td>
                ))}
              </tr>
            )
          })}
        </tbody>
      </table>
    </Card>
  )
}
