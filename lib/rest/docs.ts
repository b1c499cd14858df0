import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Lobby API</title>
<link rel="stylesheet" href="/api/docs/swagger-ui.css">
<link rel="icon" type="image/png" href="/api/docs/favicon-32x32.png" sizes="32x32">
</head>
<body>
<main id="swagger-ui"></main>
<script src="/api/docs/swagger-ui-bundle.js"></script>
<script src="/api/docs/start.js"></script>
</body>
</html>
`

// Without a validator the page asks no other host.
const start = `window.addEventListener('load', () => SwaggerUIBundle({
  url: '/api/v1/openapi.json',
  dom_id: '#swagger-ui',
  deepLinking: true,
  docExpansion: 'list',
  defaultModelsExpandDepth: 0,
  persistAuthorization: false,
  validatorUrl: null,
}))
`

const written: Record<string, { type: string; text: string }> = {
  '': { type: 'text/html; charset=utf-8', text: page },
  'start.js': { type: 'text/javascript; charset=utf-8', text: start },
}

/** The few files of swagger-ui-dist that the page needs. */
const packaged: Record<string, string> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
  'favicon-32x32.png': 'image/png',
}

// Swagger UI styles elements in place, hence 'unsafe-inline' for styles.
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "font-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

async function read(name: string): Promise<{ type: string; body: BodyInit } | null> {
  const own = Object.hasOwn(written, name) ? written[name] : undefined
  if (own) return { type: own.type, body: own.text }
  const type = Object.hasOwn(packaged, name) ? packaged[name] : undefined
  if (!type) return null
  const folder = join(/* turbopackIgnore: true */ process.cwd(), 'node_modules', 'swagger-ui-dist')
  return { type, body: new Uint8Array(await readFile(join(folder, name))) }
}

/** The documentation page (`''`) or one of its assets. @returns 404 for any other name */
export async function docsAsset(name: string): Promise<Response> {
  const found = await read(name)
  if (!found)
    return new Response('Not found', { status: 404, headers: { 'content-type': 'text/plain; charset=utf-8' } })
  return new Response(found.body, {
    headers: {
      'content-type': found.type,
      'content-security-policy': policy,
      'x-content-type-options': 'nosniff',
      'cache-control': name === '' ? 'no-store' : 'public, max-age=3600',
    },
  })
}
