import {
  type FailureEventArgs,
  type GetStepTools,
  type Inngest,
  type InngestFunction,
  NonRetriableError,
  RetryAfterError,
} from 'inngest'
import { until } from './testing'

/** How often a step that is refused at first was tried, by its name. */
export const attempts = new Map<string, number>()
const attempt = (name: string) => {
  const next = (attempts.get(name) ?? 0) + 1
  attempts.set(name, next)
  return next
}

/** One function for each thing that a step can do; `note` says that it did, `won` whether the quick one of a race has. */
export function stepFunctions(
  client: Inngest,
  note: (line: string) => void,
  won: () => boolean,
): InngestFunction.Any[] {
  const child = client.createFunction(
    { id: 'child', triggers: [{ event: 't/child' }], retries: 0 },
    async ({ event, step }) => {
      if (event.data.fail) throw new NonRetriableError('the child refuses')
      if (event.data.slow) await step.sleep('long', '1h')
      return step.run('double', () => (event.data.n as number) * 2)
    },
  )
  return [
    child,
    client.createFunction({ id: 'many', triggers: [{ event: 't/many' }], retries: 2 }, async ({ step }) => {
      const results = await Promise.all(
        Array.from({ length: 40 }, (_, n) =>
          step.run(`part ${n}`, () => {
            note(`part ${n}`)
            if (n === 7 && attempt('part 7') < 3) throw new Error('seven is shy')
            return n
          }),
        ),
      )
      return results.reduce((sum, n) => sum + n, 0)
    }),
    client.createFunction({ id: 'first', triggers: [{ event: 't/first' }] }, async ({ event, step }) => {
      const winner = await Promise.race([
        step.waitForEvent('decision', { event: 't/decision', match: 'data.id', timeout: '1h' }).then(() => 'decision'),
        step.sleep('reminder', '1s').then(() => 'reminder'),
      ])
      await step.run('won', () => note(`first ${event.data.id}: ${winner}`))
    }),
    client.createFunction({ id: 'race', triggers: [{ event: 't/race' }] }, async ({ step }) => {
      const winner = await Promise.race([
        step.run({ id: 'quick', parallelMode: 'race' }, () => 'quick'),
        step.run({ id: 'slow', parallelMode: 'race' }, async () => {
          await until(() => won(), 'the quick one has won')
          return 'slow'
        }),
      ])
      await step.run('won', () => note(`race won by ${winner}`))
    }),
    client.createFunction({ id: 'huge', triggers: [{ event: 't/huge' }] }, async ({ step }) => {
      await step.run('too much', () => 'x'.repeat(5_000_000))
    }),
    client.createFunction({ id: 'memo', triggers: [{ event: 't/memo' }] }, async ({ event, step }) => {
      const a = await step.run('a', () => {
        note('memo a')
        return { n: event.data.n as number, text: 'nul \u0000 and \ud83d\ude00' }
      })
      const b = await step.run('b', () => {
        note('memo b')
        return a.n + 1
      })
      const again = await step.run('b', () => b + 1)
      return { b, again, text: a.text }
    }),
    client.createFunction({ id: 'sleeper', triggers: [{ event: 't/sleep' }] }, async ({ step }) => {
      await step.run('before', () => note('sleeper before'))
      await step.sleep('nap', '1s')
      await step.sleepUntil('moment', new Date(Date.now() - 1000))
      await step.run('after', () => note('sleeper after'))
    }),
    client.createFunction({ id: 'waiter', triggers: [{ event: 't/wait' }] }, async ({ event, step }) => {
      const approval = await step.waitForEvent('approval', {
        event: 't/approved',
        match: 'data.id',
        timeout: event.data.patience as string,
      })
      await step.run('note', () => note(`waiter ${event.data.id} ${approval ? approval.data.by : 'nobody'}`))
    }),
    client.createFunction({ id: 'fan', triggers: [{ event: 't/fan' }] }, async ({ step }) => {
      const { ids } = await step.sendEvent(
        'spread',
        [1, 2, 3].map((n) => ({ name: 't/leaf', data: { n } })),
      )
      await step.run('seen', () => note(`fan sent ${ids.length}`))
    }),
    client.createFunction({ id: 'leaf', triggers: [{ event: 't/leaf', if: 'event.data.n > 1' }] }, async ({ event }) =>
      note(`leaf ${event.data.n}`),
    ),
    client.createFunction({ id: 'caller', triggers: [{ event: 't/call' }] }, async ({ event, step }) => {
      try {
        const result = await step.invoke('child', { function: child, data: event.data, timeout: '1s' })
        await step.run('got', () => note(`caller got ${result}`))
      } catch (error) {
        await step.run('caught', () => note(`caller caught ${(error as Error).message}`))
      }
    }),
    client.createFunction({ id: 'flaky', triggers: [{ event: 't/flaky' }], retries: 3 }, async ({ step }) => {
      await step.run('first', () => note('flaky first'))
      await step.run('third time lucky', () => {
        const n = attempt('flaky')
        note(`flaky attempt ${n}`)
        if (n < 3) throw new Error(`not yet ${n}`)
      })
    }),
    client.createFunction({ id: 'hopeless', triggers: [{ event: 't/hopeless' }], retries: 1 }, async ({ step }) => {
      try {
        await step.run('never', () => {
          note('hopeless tried')
          throw new Error('no chance')
        })
      } catch (error) {
        await step.run('instead', () => note(`hopeless caught ${(error as Error).message}`))
      }
    }),
    client.createFunction(
      {
        id: 'stubborn',
        triggers: [{ event: 't/stubborn' }],
        retries: 5,
        onFailure: async ({ event, error, step }: FailureEventArgs & { step: GetStepTools<Inngest> }) => {
          await step.run('tell', () =>
            note(`stubborn failed: ${error.message}, from ${event.data.event.data.id}, run ${event.data.run_id}`),
          )
        },
      },
      async () => {
        note('stubborn ran')
        throw new NonRetriableError('wrong forever')
      },
    ),
    client.createFunction({ id: 'patient', triggers: [{ event: 't/patient' }], retries: 2 }, async () => {
      note('patient ran')
      if (attempt('patient') === 1) throw new RetryAfterError('come back later', '1s')
    }),
    client.createFunction({ id: 'finished', triggers: [{ event: 'inngest/function.finished' }] }, async ({ event }) => {
      note(`finished ${event.data.function_id}`)
    }),
    client.createFunction({ id: 'broad', triggers: [{ event: 'wide/*' }] }, async ({ event }) =>
      note(`broad ${event.name}`),
    ),
    client.createFunction({ id: 'parallel', triggers: [{ event: 't/parallel' }] }, async ({ step }) => {
      const [a, b] = await Promise.all([
        step.run('left', () => {
          note('parallel left')
          return 1
        }),
        step.run('right', () => {
          note('parallel right')
          return 2
        }),
        step.sleep('pause', '1s'),
      ])
      const sum = await step.run('sum', () => {
        note('parallel sum')
        return a + b
      })
      return sum
    }),
  ]
}
