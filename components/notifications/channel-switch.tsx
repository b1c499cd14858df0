import { Switch } from '@/components/ui/switch'

type Props = { label: string; checked: boolean; onChange: (checked: boolean) => void }

/** A switch in a cell of its own: its row and column say its name to the eye, its label to everybody else. */
export function ChannelSwitch({ label, checked, onChange }: Props) {
  return (
    <Switch
      label={label}
      checked={checked}
      onChange={(event) => onChange(event.target.checked)}
      className="justify-center [&>span]:sr-only"
    />
  )
}
