let midLine = false

/** Prints a line of its own, also in the middle of a step. */
export function say(line: string): void {
  process.stdout.write(`${midLine ? '\n' : ''}${line}\n`)
  midLine = false
}

/** Prints the step's name, runs it, and prints what it says of itself and how long it took. */
export async function step<T>(name: string, work: () => Promise<T>, outcome: (result: T) => string): Promise<T> {
  process.stdout.write(`${midLine ? '\n' : ''}${name.padEnd(10)}`)
  midLine = true
  const began = Date.now()
  const result = await work()
  const line = `${outcome(result)} (${((Date.now() - began) / 1000).toFixed(1)} s)`
  process.stdout.write(midLine ? `${line}\n` : `${name.padEnd(10)}${line}\n`)
  midLine = false
  return result
}
