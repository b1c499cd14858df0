import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { proposeSlug, reservedSlugs, slugPattern } from '@/lib/organizations/policy'
import { root } from './source'

/** The first segments of all URLs: folders of app, those inside groups, and files that are served. */
function topSegments(folder = join(root, 'app')): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (!entry.isDirectory())
      return /^(icon|favicon|robots|sitemap|manifest)\./.test(entry.name) ? [entry.name.replace(/\..*/, '')] : []
    if (/^\(.*\)$/.test(entry.name)) return topSegments(join(folder, entry.name))
    return entry.name.startsWith('[') || entry.name.startsWith('_') ? [] : [entry.name]
  })
}

test('no organization can take the address of a room that stands beside it', () => {
  const segments = topSegments()
  expect(segments).toContain('sign-in')
  expect(segments.filter((segment) => !reservedSlugs.has(segment))).toEqual([])
})

describe('an address is proposed from a name', () => {
  test.each([
    ['Björk & Söhne GmbH', 'bjork-sohne-gmbh'],
    ['  Acme   Studio  ', 'acme-studio'],
    ['Straße 9', 'strasse-9'],
    ['東京', ''],
    ['x'.repeat(80), 'x'.repeat(48)],
  ])('“%s” → “%s”', (name, slug) => {
    expect(proposeSlug(name)).toBe(slug)
    if (slug) expect(slug).toMatch(slugPattern)
  })
})
