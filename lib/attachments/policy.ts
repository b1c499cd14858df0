/** How large an attached file may be, in bytes; the store refuses what is larger. */
export const maxAttachmentBytes = 25 * 1024 * 1024
