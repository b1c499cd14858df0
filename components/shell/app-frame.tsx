import type { ReactNode } from 'react'
import { Announcer } from '../ui/announcer'
import { classNames } from '../ui/class-names'
import { Toaster } from '../ui/toaster'
import { FocusKeeper } from './focus-keeper'
import { MobileNavigation } from './mobile-navigation'
import { ShortcutsSheet } from './shortcuts-sheet'
import { SkipLink } from './skip-link'

export type AppFrameProps = {
  /** usually <Sidebar header={<OrganizationSwitcher/>} groups={…}/> */
  sidebar: ReactNode
  /** usually <CommandPalette/> */
  search?: ReactNode
  /** usually <Bell/> */
  bell?: ReactNode
  /** usually <UserMenu/> */
  user?: ReactNode
  /** a line above everything, such as "you act as …" or "read-only"; `h-notice` high from 768 px on */
  notice?: ReactNode
  children: ReactNode
}

/**
 * The frame around every room: sidebar, bar, main landmark, toasts, shortcuts. Below 768 px the sidebar becomes a drawer
 * and the bar moves to the foot of the screen, where a thumb reaches it.
 */
export function AppFrame({ sidebar, search, bell, user, notice, children }: AppFrameProps) {
  return (
    <div
      className={classNames(
        'min-h-dvh md:grid md:grid-cols-[var(--sidebar)_minmax(0,1fr)] md:[--sidebar:15rem]',
        notice ? '[--notice:2.75rem] md:grid-rows-[auto_1fr]' : '[--notice:0px]',
      )}
    >
      {notice}
      <SkipLink />
      <aside className="sticky top-[var(--notice)] hidden h-[calc(100dvh-var(--notice))] overflow-y-auto border-r bg-canvas p-3 md:block">
        {sidebar}
      </aside>
      <div className="flex min-h-[calc(100dvh-var(--notice))] min-w-0 flex-col">
        <header
          className={[
            'z-30 flex items-center gap-2 bg-canvas px-3 max-md:fixed max-md:inset-x-0 max-md:bottom-0 max-md:justify-around',
            'max-md:border-t max-md:pt-1 max-md:pb-[max(0.25rem,env(safe-area-inset-bottom))]',
            'md:sticky md:top-[var(--notice)] md:h-bar md:justify-end md:border-b md:px-6',
          ].join(' ')}
        >
          <MobileNavigation>{sidebar}</MobileNavigation>
          {search}
          {bell}
          {user}
        </header>
        <main id="content" tabIndex={-1} className="w-full min-w-0 flex-1 px-4 py-4 outline-none max-md:pb-20 md:px-6">
          {children}
        </main>
      </div>
      <Toaster />
      <Announcer />
      <ShortcutsSheet />
      <FocusKeeper />
    </div>
  )
}
