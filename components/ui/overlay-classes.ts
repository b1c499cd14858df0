import { classNames } from './class-names'

/** The small panel of menus, lists and popovers. */
export const popupClass = classNames(
  'max-h-(--available-height) min-w-44 origin-(--transform-origin) overflow-y-auto rounded-lg bg-raised p-1 shadow-floating',
  'outline-none transition duration-100 data-ending-style:opacity-0 data-starting-style:scale-98 data-starting-style:opacity-0',
)

/** What darkens the page behind dialogs. */
export const backdropClass = classNames(
  'fixed inset-0 z-40 bg-black/40 transition-opacity duration-150',
  'data-ending-style:opacity-0 data-starting-style:opacity-0',
)
