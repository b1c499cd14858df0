'use client'

import { usePathname } from 'next/navigation'
import { Component, type ReactNode, useEffect, useState } from 'react'
import { type Refusal, readRefusal } from '@/lib/core/result'
import { onDemand } from '../ui/use-opener'
import { PlainlyRefused } from './plainly-refused'

// It knows every permission in words, which a page that is not refused does not need.
const parts = onDemand(() => import('./refused-page'))

/** Says at once what the refusal itself says, and the rest as soon as it is here; on a line that breaks it stays at that. */
function Refused({ refusal }: { refusal: Refusal }) {
  const [loaded, setLoaded] = useState(parts.loaded)
  useEffect(() => {
    parts.load().then(setLoaded, () => undefined)
  }, [])
  return loaded ? <loaded.RefusedPage refusal={refusal} /> : <PlainlyRefused refusal={refusal} />
}

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
        <Refused key={at} refusal={refusal} />
      </>
    )
  }
}

/** What is inside is refused with words, in the place where it would have been. */
export function RefusalBoundary({ children }: { children: ReactNode }) {
  return <Boundary path={usePathname()}>{children}</Boundary>
}
