'use client'

import { createContext, type ReactNode, useContext } from 'react'

const Onlooker = createContext(false)

/** Says whether the page is shown to somebody of the platform who only looks in: what every member may do is not for them. */
export function OnlookerProvider({ looking, children }: { looking: boolean; children: ReactNode }) {
  return <Onlooker value={looking}>{children}</Onlooker>
}

/** Whether whoever reads this only looks in, and is shown nothing that would change something. */
export const useOnlooker = (): boolean => useContext(Onlooker)
