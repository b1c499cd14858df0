import NextLink from 'next/link'
import type { ComponentProps } from 'react'

/**
 * The link of every page. Nothing is fetched ahead: each of our pages is made for its reader at that moment, so a page
 * full of links would cost the server as many pages, and none of them could be kept.
 */
export function Link(props: ComponentProps<typeof NextLink>) {
  return <NextLink prefetch={false} {...props} />
}
