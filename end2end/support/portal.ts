import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TEMPLATE } from './template';

const START_SECONDS = 90;

/** The built program serving the demo organization from a database of its own. */
export class Portal {
  private output = '';

  private constructor(
    readonly url: string,
    private readonly folder: string,
    private readonly process: ChildProcess,
  ) {
    for (const stream of [process.stdout, process.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        this.output = (this.output + chunk.toString()).slice(-100_000);
      });
    }
  }

  /** Starts it, with these settings besides, and waits until it answers; needs `BAILIWICK_BIN` and `BAILIWICK_SITE_DIR`. */
  static async start(settings: Record<string, string> = {}): Promise<Portal> {
    const program = required('BAILIWICK_BIN');
    const site = required('BAILIWICK_SITE_DIR');
    const folder = await mkdtemp(join(tmpdir(), 'bailiwick-end2end-'));
    await cp(required(TEMPLATE), folder, { recursive: true });
    const address = `127.0.0.1:${await freePort()}`;
    const child = spawn(program, ['serve', '--demo'], {
      cwd: folder,
      // Nothing of the caller's configuration may leak in.
      env: {
        PATH: process.env.PATH,
        HOME: folder,
        RUST_BACKTRACE: '1',
        BAILIWICK_ADDR: address,
        BAILIWICK_SITE_DIR: site,
        DATABASE_URL: `sqlite://${join(folder, 'portal.sqlite')}`,
        ...settings,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const portal = new Portal(`http://${address}`, folder, child);
    try {
      await portal.healthy();
    } catch (error) {
      await portal.stop();
      throw error;
    }
    return portal;
  }

  /** Runs a command of the program over the same database, with this on standard input. */
  async run(command: string[], input: string): Promise<void> {
    const env = { PATH: process.env.PATH, HOME: this.folder, DATABASE_URL: `sqlite://${join(this.folder, 'portal.sqlite')}` };
    const child = spawn(required('BAILIWICK_BIN'), command, { cwd: this.folder, env, stdio: ['pipe', 'ignore', 'pipe'] });
    let complaint = '';
    child.stderr.on('data', (chunk: Buffer) => {
      complaint += chunk.toString();
    });
    child.stdin.end(input);
    const [code] = await once(child, 'exit');
    if (code !== 0) throw new Error(`${command.join(' ')} ended with ${code}:\n${complaint}`);
  }

  /** The end of what the program has logged. */
  log(): string {
    return this.output;
  }

  /** Stops it the way a service manager does, and deletes its database. */
  async stop(): Promise<void> {
    if (this.process.exitCode === null && this.process.signalCode === null) {
      const ended = once(this.process, 'exit');
      this.process.kill('SIGTERM');
      const timer = setTimeout(() => this.process.kill('SIGKILL'), 10_000);
      await ended;
      clearTimeout(timer);
    }
    await rm(this.folder, { recursive: true, force: true });
  }

  private async healthy(): Promise<void> {
    const deadline = Date.now() + START_SECONDS * 1000;
    while (Date.now() < deadline) {
      if (this.process.exitCode !== null || this.process.signalCode !== null) {
        throw new Error(`The portal ended at start with ${this.process.exitCode ?? this.process.signalCode}:\n${this.output}`);
      }
      const answer = await fetch(`${this.url}/health`).catch(() => undefined);
      if (answer?.ok) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`The portal did not answer within ${START_SECONDS} seconds:\n${this.output}`);
  }
}

function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set; run the browser tests through \`make test\`.`);
  return value;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
