import { connect, createServer, type Server, type Socket } from 'node:net'

/** How long nothing must come from the database until its answers are passed on. */
const quiet = 30

/**
 * A wire tap between the product and PostgreSQL that counts round trips. It passes answers on only when no more are
 * coming, as over a long line: whatever does not need one of them has been asked by then. What is asked next, by however
 * many statements, is the next round trip.
 */
export class RoundTrips {
  private trips = 0
  private answered = true
  private release: NodeJS.Timeout | undefined
  private readonly held = new Map<Socket, Buffer[]>()
  private readonly sockets = new Set<Socket>()

  private constructor(private readonly server: Server) {}

  /** Listens on a free port of 127.0.0.1 and passes everything on to `port`. */
  static async to(port: number): Promise<RoundTrips> {
    const server = createServer()
    const tap = new RoundTrips(server)
    server.on('connection', (product) => tap.join(product, connect(port, '127.0.0.1')))
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
    return tap
  }

  get port(): number {
    return (this.server.address() as { port: number }).port
  }

  private join(product: Socket, database: Socket): void {
    product.on('data', () => {
      if (this.answered) this.trips++
      this.answered = false
    })
    product.pipe(database)
    database.on('data', (answer: Buffer) => {
      this.held.set(product, [...(this.held.get(product) ?? []), answer])
      clearTimeout(this.release)
      this.release = setTimeout(() => this.passOn(), quiet)
    })
    for (const socket of [product, database]) {
      this.sockets.add(socket)
      socket.setNoDelay(true)
      socket.on('error', () => socket.destroy())
      socket.on('close', () => {
        this.sockets.delete(socket)
        product.destroy()
        database.destroy()
      })
    }
  }

  private passOn(): void {
    this.answered = true
    for (const [product, answers] of this.held) if (!product.destroyed) product.write(Buffer.concat(answers))
    this.held.clear()
  }

  async of(work: () => Promise<unknown>): Promise<number> {
    const before = this.trips
    await work()
    return this.trips - before
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy()
    await new Promise((closed) => this.server.close(closed))
  }
}
