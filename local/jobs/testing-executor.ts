import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type JobsOptions, startJobs } from './server'

/** An executor as a process of its own, to be killed. Options come as JSON in the first argument; says its port when ready. */
const { port, ...options } = JSON.parse(process.argv[2] ?? '{}') as JobsOptions & { port: number }

const server = createServer((request, response) => {
  void jobs.then((executor) => executor.handle(request, response))
})
const jobs = startJobs({ ...options, backoff: () => 50, log: (line) => process.stderr.write(`${line}\n`) })
void jobs.then(() => {
  server.listen(port, '127.0.0.1', () => process.stdout.write(`ready ${(server.address() as AddressInfo).port}\n`))
})
