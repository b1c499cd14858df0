import { describe, expect, test } from 'vitest'
import { importsOf, read, sourceFiles } from './source'

/** The first match names the room; a door that is not listed is a wall. */
const rooms: { room: RegExp; opens: RegExp[] }[] = [
  { room: /\.test\.tsx?$|\/testing\.ts$|^lib\/rest\/world\.ts$|^e2e\/|^bench\//, opens: [/./] },
  { room: /^db\/seed\//, opens: [/^db\//, /^lib\//] },
  { room: /^db\//, opens: [/^db\//] },
  { room: /^local\//, opens: [/^local\//, /^db\/roles$/, /^scripts\//, /^lib\/accounts\/demo$/] },
  { room: /^scripts\//, opens: [/^scripts\//, /^local\//, /^lib\/accounts\/demo$/] },
  { room: /^lib\/core\//, opens: [/^lib\/core\//, /^db\//] },
  { room: /^lib\/integrations\//, opens: [/^lib\//, /^local\/\w+\/wire$/] },
  { room: /^lib\//, opens: [/^lib\//, /^db\//] },
  { room: /^components\/ui\//, opens: [/^components\/ui\//] },
  {
    room: /^components\//,
    opens: [
      /^components\//,
      /^lib\/[^/]+\/(schema|policy|actions|messages|sentences|field-words|money)$/,
      /^lib\/core\/(result|money|permissions)$/,
    ],
  },
  { room: /^app\//, opens: [/^app\//, /^components\//, /^lib\//] },
  { room: /^(middleware|instrumentation)\.ts$/, opens: [/^lib\//] },
]

/** Types vanish when the code is built, so a component may name what a query returns. */
const onlyTypes = (path: string, target: string): boolean => {
  const name = target.replace(/^.*\//, '')
  const lines = [...read(path).matchAll(/^(import|export)[\s\S]*?from\s+'([^']+)'/gm)].filter((match) =>
    match[2]?.endsWith(name),
  )
  return (
    lines.length > 0 &&
    lines.every((match) => /^(import|export) type\b/.test(match[0]) || /^import \{\s*(type \w+,?\s*)+\}/.test(match[0]))
  )
}

test('every import goes through a door of the house', () => {
  const wrong = sourceFiles().flatMap((path) => {
    const room = rooms.find((candidate) => candidate.room.test(path))
    if (!room) return [`${path} stands in no room`]
    return importsOf(path)
      .ours.filter((target) => !room.opens.some((door) => door.test(target)) && !target.endsWith('.css'))
      .filter((target) => !(path.startsWith('components/') && target.startsWith('lib/') && onlyTypes(path, target)))
      .map((target) => `${path} opens ${target}`)
  })
  expect(wrong).toEqual([])
})

describe('inside lib', () => {
  const nounOf = (path: string) => path.split('/')[1] ?? ''
  const lib = sourceFiles().filter((path) => path.startsWith('lib/') && !path.includes('.test.'))

  test('a noun never imports another noun’s actions or jobs', () => {
    const wrong = lib
      .filter((path) => path !== 'lib/jobs/registry.ts')
      .flatMap((path) =>
        importsOf(path)
          .ours.filter((target) => /^lib\/[^/]+\/(actions|jobs)$/.test(target) && nounOf(target) !== nounOf(path))
          .map((target) => `${path} opens ${target}`),
      )
    expect(wrong).toEqual([])
  })

  test('only one file opens the pool, and only the transaction knows the driver', () => {
    const opening = sourceFiles().filter(
      (path) =>
        !path.includes('.test.') && /^(lib|app|components)\//.test(path) && importsOf(path).ours.includes('db/client'),
    )
    expect(opening.sort()).toEqual(['lib/core/relay.ts', 'lib/core/transaction.ts'])
  })

  test('a vendor’s SDK is imported by its one file', () => {
    const vendors: Record<string, RegExp> = {
      pusher: /^lib\/integrations\/pusher\.ts$/,
      resend: /^lib\/integrations\/resend\.ts$/,
      inngest: /^lib\/integrations\/inngest\.ts$/,
      'pusher-js': /^components\/live\//,
    }
    const wrong = sourceFiles()
      .filter((path) => !/^(local|e2e|bench)\//.test(path) && !path.includes('.test.'))
      .flatMap((path) =>
        importsOf(path)
          .packages.filter((name) => vendors[name] && !vendors[name].test(path))
          .map((name) => `${path} imports ${name}`),
      )
    expect(wrong).toEqual([])
  })

  test('no link fetches ahead what the server makes for one reader', () => {
    const direct = sourceFiles().filter((path) => importsOf(path).packages.includes('next/link'))
    expect(direct).toEqual(['components/ui/link.tsx'])
  })

  test('a noun keeps to the names that say what is inside', () => {
    const vague = /(^|\/)(utils?|helpers?|services?|constants|misc|common|index)(\/|\.tsx?$)/
    expect(sourceFiles().filter((path) => vague.test(path))).toEqual([])
  })
})

describe('the browser', () => {
  test('gets no file that knows the server', () => {
    const client = sourceFiles().filter((path) => path.startsWith('components/') && /^'use client'/.test(read(path)))
    const wrong = client.flatMap((path) =>
      importsOf(path)
        .ours.filter(
          (target) =>
            /^(db|local)\//.test(target) ||
            /^lib\/core\/(transaction|command|query|env|secret|request|tenant)$/.test(target),
        )
        .map((target) => `${path} opens ${target}`),
    )
    expect(client.length).toBeGreaterThan(20)
    expect(wrong).toEqual([])
  })

  test('is given only actions that come from a command or say who may call them', () => {
    const files = sourceFiles().filter((path) => /^lib\/[^/]+\/actions\.ts$/.test(path))
    const bare = files.flatMap((path) =>
      [...read(path).matchAll(/^export (const (\w+) = (\w+)|(?:async )?function (\w+))/gm)]
        .filter((match) => !['serverAction', 'queryAction', 'accountAction', 'loginAction'].includes(match[3] ?? ''))
        .map((match) => `${path}: ${match[2] ?? match[4]}`),
    )
    expect(files.length).toBeGreaterThan(5)
    expect(bare).toEqual([])
  })

  test('finds server actions in actions.ts files only', () => {
    const others = sourceFiles().filter(
      (path) => /^\s*'use server'/m.test(read(path)) && !/^lib\/[^/]+\/actions\.ts$/.test(path),
    )
    expect(others).toEqual([])
  })
})
