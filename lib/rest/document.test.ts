import { describe, expect, test } from 'vitest'
import { allPermissions } from '@/lib/core/permissions'
import { docsAsset } from './docs'
import { apiDocument } from './document'
import { operations } from './router'
import { lists } from './testing'

type Parameter = { name: string; in: string; required?: boolean }
type Documented = {
  operationId: string
  'x-permission': string
  security?: unknown[]
  description: string
  parameters?: Parameter[]
  requestBody?: { content: Record<string, { schema: object }> }
  responses: Record<string, { content?: Record<string, { schema: Record<string, unknown> }> }>
}
type Document = {
  openapi: string
  servers: { url: string }[]
  paths: Record<string, Record<string, Documented>>
  components: { schemas: Record<string, object>; securitySchemes: Record<string, object> }
}

const document = JSON.parse(await apiDocument()) as Document
const entries = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
)

describe('the API document', () => {
  test('is OpenAPI 3.1 with a server and bearer tokens', () => {
    expect(document.openapi).toMatch(/^3\.1\./)
    expect(document.servers).toEqual([{ url: '/api/v1' }])
    expect(document.components.securitySchemes).toMatchObject({ bearer: { type: 'http', scheme: 'bearer' } })
  })

  test('holds exactly the operations that are served', () => {
    const documented = entries.map(({ path, method }) => `${method.toUpperCase()} ${path}`).sort()
    expect(documented).toEqual(operations.map(({ method, path }) => `${method} ${path}`).sort())
    expect(new Set(documented).size).toBe(operations.length)
  })

  test('names each operation once', () => {
    const ids = entries.map(({ operation }) => operation.operationId)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.sort()).toEqual(operations.map(({ name }) => name).sort())
  })

  test('says of each operation which permission it needs, or that everybody may', () => {
    const names = new Set<string>([...allPermissions, 'member', 'signed_in', 'public'])
    for (const { path, method, operation } of entries) {
      expect(names, `${method} ${path}`).toContain(operation['x-permission'])
      expect(operation.security, `${method} ${path}`).toEqual(operation['x-permission'] === 'public' ? [] : undefined)
      if (operation['x-permission'].includes('.')) expect(operation.description).toContain(operation['x-permission'])
    }
    const open = entries.filter(({ operation }) => operation['x-permission'] === 'public')
    expect(open.map(({ path }) => path).sort()).toEqual(['/auth/register', '/auth/token', '/auth/token/refresh'])
  })

  test('declares every parameter of a path, and no other', () => {
    for (const { path, method, operation } of entries) {
      const inPath = (operation.parameters ?? []).filter((parameter) => parameter.in === 'path')
      expect(inPath.map(({ name }) => name).sort(), `${method} ${path}`).toEqual(
        [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort(),
      )
      expect(inPath.every(({ required }) => required)).toBe(true)
    }
  })

  test('lets every list be paged, and describes its parts', () => {
    for (const { path } of lists) {
      const parameters = document.paths[path]?.get?.parameters?.map(({ name }) => name)
      expect(parameters, path).toEqual(expect.arrayContaining(['limit', 'cursor']))
    }
    expect(lists.length).toBeGreaterThan(10)
  })

  test('describes each success and each error, and leaves nothing impossible', () => {
    for (const { path, method, operation } of entries) {
      const { successStatus } = operations.find(({ name }) => name === operation.operationId) ?? {}
      expect(Object.keys(operation.responses), `${method} ${path}`).toEqual(
        expect.arrayContaining([String(successStatus), '400', '429', '503']),
      )
      for (const [status, response] of Object.entries(operation.responses)) {
        if (Number(status) < 400) continue
        expect(response.content?.['application/problem+json']?.schema).toEqual({ $ref: '#/components/schemas/Problem' })
      }
      if (successStatus !== 204) expect(operation.responses[String(successStatus)]?.content).toBeDefined()
    }
    expect(JSON.stringify(document)).not.toContain('"not":{}')
  })

  test('points only at schemas that it holds', () => {
    for (const [, name] of JSON.stringify(document).matchAll(/"#\/components\/schemas\/(\w+)"/g))
      expect(Object.keys(document.components.schemas)).toContain(name)
  })

  test('refuses unknown fields in every body of JSON', () => {
    for (const { path, method, operation } of entries) {
      const schema = operation.requestBody?.content['application/json']?.schema
      if (schema) expect(schema, `${method} ${path}`).toMatchObject({ additionalProperties: false })
    }
  })
})

describe('the page that shows it', () => {
  test('loads everything from here', async () => {
    const page = await docsAsset('')
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
    const html = await page.text()
    const loaded = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1] ?? '')
    expect(loaded).toHaveLength(4)
    for (const path of loaded) {
      expect(path).toMatch(/^\/api\/docs\//)
      expect((await docsAsset(path.slice('/api/docs/'.length))).status, path).toBe(200)
    }
    const script = await docsAsset('swagger-ui-bundle.js')
    expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
    expect(await (await docsAsset('start.js')).text()).toContain('validatorUrl: null')
  })

  test('serves no other file of the package', async () => {
    for (const name of ['package.json', '../next/package.json', 'swagger-ui-bundle.js.map', 'toString', '__proto__'])
      expect((await docsAsset(name)).status, name).toBe(404)
  })
})
