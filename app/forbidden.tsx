import { pageWords } from '@/components/shell/page-messages'
import { PublicFrame } from '@/components/shell/public-frame'
import { ButtonLink } from '@/components/ui/button'

export default function Forbidden() {
  return (
    <PublicFrame title={pageWords.forbidden.title} description={pageWords.forbidden.missing}>
      <ButtonLink href="/" variant="primary">
        {pageWords.home}
      </ButtonLink>
    </PublicFrame>
  )
}
