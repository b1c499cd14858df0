import type { Download } from '@/lib/core/rest-shapes'

/** What a browser shows by itself without running anything of the file's own. */
const showable = new Set(['application/pdf', 'image/png', 'image/jpeg', 'image/webp', 'image/gif'])

/** RFC 6266: a plain name for old readers, the real one in UTF-8. */
export function contentDisposition(kind: 'attachment' | 'inline', name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_')
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `${kind}; filename="${plain}"; filename*=UTF-8''${encoded}`
}

/** An uploaded file as its stored type: an attachment, or inline where that was asked for and is harmless. */
export function downloadResponse({ content, contentType, name, inline }: Download): Response {
  const kind = inline && showable.has(contentType) ? 'inline' : 'attachment'
  // The browser's own PDF reader does not start in a sandbox; it runs apart from the page as it is.
  const sandbox = kind === 'inline' && contentType === 'application/pdf' ? '' : '; sandbox'
  return new Response(new Uint8Array(content), {
    headers: {
      'content-type': contentType,
      'content-length': String(content.byteLength),
      'content-disposition': contentDisposition(kind, name),
      'content-security-policy': `default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'${sandbox}`,
    },
  })
}
