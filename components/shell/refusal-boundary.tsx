'use client'

import { usePathname } from 'next/navigation'
import { Component, type ReactNode } from 'react'
import { type Refusal, readRefusal } from '@/lib/core/result'
import { RefusedPage } from './refused-page'

type Props = { path: string; children: ReactNode }
type State = { refusal: Refusal | null; at: string }

/** Shows a refused page as what it was refused for. The next page begins anew; what is no refusal goes on. */
class Boundary extends Component<Props, State> {
  override state: State = { refusal: null, at: this.props.path }

  static getDerivedStateFromError(error: unknown): Partial<State> {
    const refusal = readRefusal(error)
    if (!refusal) throw error
    return { refusal }
  }

  static getDerivedStateFromProps({ path }: Props, { refusal, at }: State): State {
    return { refusal: path === at ? refusal : null, at: path }
  }

  override render() {
    const { refusal, at } = this.state
    if (!refusal) return this.props.children
    return (
      <>
        <meta name="robots" content="noindex" />
        <RefusedPage key={at} refusal={refusal} />
      </>
    )
  }
}

/** What is inside is refused with words, in the place where it would have been. */
export function RefusalBoundary({ children }: { children: ReactNode }) {
  return <Boundary path={usePathname()}>{children}</Boundary>
}
