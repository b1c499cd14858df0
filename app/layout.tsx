import './globals.css'
import { GeistSans } from 'geist/font/sans'
import type { Metadata, Viewport } from 'next'
import { cookies } from 'next/headers'
import type { ReactNode } from 'react'

export const metadata: Metadata = {
  title: { default: 'Lobby', template: '%s · Lobby' },
  description: 'Where service companies run their client projects from sale to support.',
}

export const viewport: Viewport = { width: 'device-width', initialScale: 1 }

export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = (await cookies()).get('theme')?.value
  return (
    <html
      lang="en"
      className={GeistSans.variable}
      data-theme={theme === 'light' || theme === 'dark' ? theme : undefined}
    >
      <body>{children}</body>
    </html>
  )
}
