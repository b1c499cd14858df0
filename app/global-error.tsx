'use client'

import './globals.css'
import { FailedPage } from '@/components/shell/failed-page'
import { pageWords } from '@/components/shell/page-messages'

/** When even the outermost frame failed; it brings its own. */
export default function GlobalError({ error, retry }: { error: Error & { digest?: string }; retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <title>{pageWords.failed.title}</title>
        <main id="content" className="mx-auto max-w-lg py-16">
          <FailedPage reference={error.digest} retry={retry} />
        </main>
      </body>
    </html>
  )
}
