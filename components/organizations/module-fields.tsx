'use client'

import { Card } from '@/components/ui/card'
import { Switch } from '@/components/ui/switch'
import { messages } from '@/lib/organizations/messages'
import type { SettingsDraft } from './settings-draft'

type Props = { draft: SettingsDraft; onChange: (change: Partial<SettingsDraft>) => void }

/** Which modules the organization uses. */
export function ModuleFields({ draft: { modulesOff }, onChange }: Props) {
  return (
    <Card title={messages.modules} description={messages.modulesText}>
      <div className="flex max-w-xl flex-col gap-3 pt-1">
        {Object.entries(messages.moduleNames).map(([name, [label, hint]]) => (
          <Switch
            key={name}
            label={label}
            hint={hint}
            checked={!modulesOff.includes(name)}
            onChange={(event) =>
              onChange({
                modulesOff: event.currentTarget.checked
                  ? modulesOff.filter((off) => off !== name)
                  : [...modulesOff, name],
              })
            }
          />
        ))}
      </div>
    </Card>
  )
}
