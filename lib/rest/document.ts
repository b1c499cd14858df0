import { type ConditionalSchemaConverter, OpenAPIGenerator } from '@orpc/openapi'
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4'
import { isDocumented } from '@/lib/core/rest-document'
import { money, named, problemShape } from '@/lib/core/rest-shapes'
import { basePath, router } from './router'

const zod = new ZodToJsonSchemaConverter()

/** Looks through the schemas that only document. */
const documents: ConditionalSchemaConverter = {
  condition: isDocumented,
  convert: (schema, options) => zod.convert(isDocumented(schema) ? schema.documents : schema, options),
}

const description = `Everything that people do in Lobby, for programs.

Get a token with \`POST /auth/token\` and send it as \`Authorization: Bearer …\`; it lives 15 minutes, \`POST /auth/token/refresh\`
trades the refresh token for a new pair. Lists come in parts: pass \`nextCursor\` as \`cursor\` until it is null. Money is in
minor units. \`{project}\` and \`{task}\` take the id or the key (\`DURA\`, \`DURA-12\`). Changes carry the \`version\` that was
read; a stale one answers 409. Writes accept \`Idempotency-Key\`. Errors are \`application/problem+json\`.`

const generate = async (): Promise<string> => {
  const generator = new OpenAPIGenerator({ schemaConverters: [documents, zod] })
  const document = await generator.generate(router, {
    info: { title: 'Lobby', version: '1', description },
    servers: [{ url: basePath }],
    security: [{ bearer: [] }],
    components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } } },
    commonSchemas: {
      Problem: { schema: problemShape, strategy: 'output' },
      Money: { schema: money, strategy: 'output' },
      Named: { schema: named, strategy: 'output' },
    },
  })
  return JSON.stringify(document)
}

let cached: Promise<string> | undefined

/** The OpenAPI 3.1 document of the API as JSON, made once from the operations themselves. */
export const apiDocument = (): Promise<string> => {
  cached ??= generate()
  return cached
}
