'use client'

import { LogOut, Monitor, Moon, Sun } from 'lucide-react'
import type { ReactNode } from 'react'
import { Avatar } from '../ui/avatar'
import { Menu, MenuChoice, MenuGroup, MenuItem, MenuLink, MenuSeparator } from '../ui/menu'
import { setTheme, type Theme, useTheme } from '../ui/theme-preference'
import { messages } from './messages'

const themes: readonly { value: Theme; label: string; icon: ReactNode }[] = [
  { value: 'light', label: messages.themes.light, icon: <Sun aria-hidden /> },
  { value: 'dark', label: messages.themes.dark, icon: <Moon aria-hidden /> },
  { value: 'system', label: messages.themes.system, icon: <Monitor aria-hidden /> },
]

export type UserMenuProps = {
  name: string
  email: string
  items?: readonly { href: string; label: string; icon?: ReactNode }[]
  /** ends the session and leaves; a server action, or a function of a client component */
  onSignOut: () => unknown
}

/** Who one is, one's own pages, the theme, and the way out. */
export function UserMenu({ name, email, items = [], onSignOut }: UserMenuProps) {
  const theme = useTheme()
  return (
    <Menu
      align="end"
      trigger={
        <button
          type="button"
          aria-label={messages.account(name)}
          title={name}
          className="grid size-control shrink-0 place-items-center rounded-full hover:bg-hover aria-expanded:bg-hover"
        >
          <Avatar name={name} />
        </button>
      }
    >
      <div className="max-w-64 px-2 py-1.5">
        <p className="truncate text-sm font-medium text-ink">{name}</p>
        <p className="truncate text-xs text-ink-faint">{email}</p>
      </div>
      <MenuSeparator />
      {items.map((item) => (
        <MenuLink key={item.href} href={item.href} icon={item.icon}>
          {item.label}
        </MenuLink>
      ))}
      {items.length > 0 && <MenuSeparator />}
      <MenuGroup label={messages.theme}>
        <MenuChoice label={messages.theme} value={theme} options={themes} onChange={setTheme} />
      </MenuGroup>
      <MenuSeparator />
      <MenuItem icon={<LogOut aria-hidden />} onSelect={() => void onSignOut()}>
        {messages.signOut}
      </MenuItem>
    </Menu>
  )
}
