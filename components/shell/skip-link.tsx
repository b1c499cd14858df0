import { messages } from './messages'

/** The first stop of the Tab key: jumps over the navigation to `<main id="content">`. */
export function SkipLink() {
  return (
    <a
      href="#content"
      className="sr-only z-60 rounded-md bg-raised px-3 py-2 text-sm font-medium text-accent-text shadow-floating focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
    >
      {messages.skipToContent}
    </a>
  )
}
