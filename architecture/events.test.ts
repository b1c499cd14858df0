import { expect, test } from 'vitest'
import { eventWords } from '@/lib/audit/messages'
import { consumedEvents, functions } from '@/lib/jobs/registry'
import { noticeTitles } from '@/lib/notifications/messages'
import { noticeTypes, toldAs } from '@/lib/notifications/reasons'
import { read, sourceFiles } from './source'

const lib = sourceFiles().filter((path) => /^(lib|db\/seed)\//.test(path) && !path.includes('.test.'))
const emitted = new Set(
  lib.flatMap((path) => [...read(path).matchAll(/'([a-z]+\.[a-z_]+)'/g)].map((match) => match[1] as string)),
)

test('every event that makes a notice is sent by some command, and has its words', () => {
  expect(noticeTypes.filter((type) => !emitted.has(type))).toEqual([])
  expect(Object.keys(noticeTitles).sort()).toEqual([...noticeTypes, ...toldAs].sort())
})

test('every event of an organization has its words in the trail', () => {
  const recorded = new Set(
    lib
      .filter((path) => path.includes('/commands/') || /(find|subject|reply|jobs|clock)\.ts$/.test(path))
      .flatMap((path) => [...read(path).matchAll(/\btype:[^,\n]*?'([a-z]+\.[a-z_]+)'(?:\s*:\s*'([a-z]+\.[a-z_]+)')?/g)])
      .flatMap(([, one, other]) => [one, other])
      .filter((type): type is string => type !== undefined && !/^(user|session|notification|job)\./.test(type)),
  )
  expect(recorded.size).toBeGreaterThan(50)
  expect([...recorded].filter((type) => !(type in eventWords)).sort()).toEqual([])
})

test('every event that a job waits for is sent by some command', () => {
  // What the job service itself says of runs is not ours to send.
  const types = [...consumedEvents]
    .filter((name) => !name.startsWith('inngest/'))
    .map((name) => name.replace('lobby/', ''))
  expect(types.length).toBeGreaterThan(10)
  expect(types.filter((type) => !emitted.has(type))).toEqual([])
})

test('every job says how often it is tried again', () => {
  for (const job of functions) expect(typeof job.opts.retries, String(job.opts.id)).toBe('number')
})
