'use client'

import { Monitor, Moon, Sun } from 'lucide-react'
import { messages } from './messages'
import { setTheme, type Theme, useTheme } from './theme-preference'

const choices: readonly { theme: Theme; label: string; Icon: typeof Sun }[] = [
  { theme: 'light', label: messages.theme.light, Icon: Sun },
  { theme: 'dark', label: messages.theme.dark, Icon: Moon },
  { theme: 'system', label: messages.theme.system, Icon: Monitor },
]

/** Light, dark or as the system: three radio buttons that look like one control. */
export function ThemeToggle() {
  const current = useTheme()
  return (
    <fieldset className="inline-flex rounded-md border bg-sunken p-0.5">
      <legend className="sr-only">{messages.theme.label}</legend>
      {choices.map(({ theme, label, Icon }) => (
        <label
          key={theme}
          title={label}
          className="grid size-7 place-items-center rounded-sm text-ink-faint hover:text-ink has-checked:bg-surface has-checked:text-ink has-checked:shadow-raised has-focus-visible:outline-2 has-focus-visible:outline-accent-text"
        >
          <input
            type="radio"
            name="theme"
            aria-label={label}
            checked={theme === current}
            onChange={() => setTheme(theme)}
            className="sr-only"
          />
          <Icon aria-hidden className="size-4" />
        </label>
      ))}
    </fieldset>
  )
}
