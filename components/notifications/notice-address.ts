/** What of one's notices is shown, as it stands in the address. */
export type NoticeView = { filter?: string; project?: string; kind?: string; cursor?: string }

/** The address of a view; what is not chosen is left out. */
export function noticeAddress(here: string, view: NoticeView): string {
  const chosen = Object.entries(view).filter((entry): entry is [string, string] => !!entry[1])
  return chosen.length > 0 ? `${here}?${new URLSearchParams(chosen)}` : here
}
