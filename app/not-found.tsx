import type { Metadata } from 'next'
import { pageWords } from '@/components/shell/page-messages'
import { PublicFrame } from '@/components/shell/public-frame'
import { ButtonLink } from '@/components/ui/button'

export const metadata: Metadata = { title: pageWords.notFound.title }

export default function NotFound() {
  return (
    <PublicFrame title={pageWords.notFound.title} description={pageWords.notFound.description}>
      <ButtonLink href="/" variant="primary">
        {pageWords.home}
      </ButtonLink>
    </PublicFrame>
  )
}
