import { SearchX } from 'lucide-react'
import { pageWords } from '@/components/shell/page-messages'
import { ButtonLink } from '@/components/ui/button'

export default function NotFound() {
  return (
    <div className="flex flex-col items-center px-4 py-16 text-center">
      <span className="mb-3 grid size-10 place-items-center rounded-lg bg-sunken text-ink-faint">
        <SearchX aria-hidden className="size-5" />
      </span>
      <h1 className="text-base font-medium text-ink">{pageWords.notFound.title}</h1>
      <p className="mt-1 max-w-md text-sm text-pretty text-ink-muted">{pageWords.notFound.description}</p>
      <ButtonLink href="/" className="mt-4">
        {pageWords.home}
      </ButtonLink>
    </div>
  )
}
