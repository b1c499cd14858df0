'use client'

import { createContext, type RefObject, useContext } from 'react'

/** Set by dialogs to their own panel, so that a list opened inside one stays inside it. */
export const OverlayHost = createContext<RefObject<HTMLElement | null> | null>(null)

// looked up when something opens: the main landmark changes when one moves between frames
const mainLandmark: RefObject<HTMLElement | null> = {
  get current() {
    return document.getElementById('content') ?? document.body
  },
}

/** Where menus and lists are put: inside the dialog around them, else inside the main landmark, never beside both. */
export function useOverlayHost(): RefObject<HTMLElement | null> {
  return useContext(OverlayHost) ?? mainLandmark
}
