/** What `npm run up` was asked for. */
export type Options = { dev: boolean; fresh: boolean; yes: boolean; demo: boolean }

const FLAGS = ['--dev', '--fresh', '--yes', '--no-demo']

/** Reads the command line; throws with the flag's name when it is not known. */
export function readOptions(args: string[]): Options {
  const unknown = args.find((arg) => !FLAGS.includes(arg))
  if (unknown) throw new Error(`Unknown option ${unknown}. There are: ${FLAGS.join(', ')}`)
  const has = (flag: string) => args.includes(flag)
  return { dev: has('--dev'), fresh: has('--fresh'), yes: has('--yes'), demo: !has('--no-demo') }
}
