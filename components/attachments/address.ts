/** Where an attached file is served; inline only for showing a picture or a PDF. */
export const attachmentAddress = (org: string, attachment: string, inline = false): string =>
  `/api/v1/organizations/${org}/attachments/${attachment}/file${inline ? '?inline=1' : ''}`

/** What a browser shows in a tab of its own without saving it. */
export const opensInline = (contentType: string): boolean =>
  contentType === 'application/pdf' || /^image\/(png|jpeg|webp|gif)$/.test(contentType)

/** What is shown as a small picture beside its name. */
export const isPicture = (contentType: string): boolean => /^image\/(png|jpeg|webp|gif)$/.test(contentType)
