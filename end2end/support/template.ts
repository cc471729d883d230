import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Names the folder with the database that every portal of this run starts from. */
export const TEMPLATE = 'BAILIWICK_END2END_TEMPLATE';

/** Loads the demo organization once: copying its database takes no time, loading it takes seconds. */
export default async function prepare(): Promise<() => Promise<void>> {
  const program = process.env.BAILIWICK_BIN;
  if (!program) throw new Error('BAILIWICK_BIN is not set; run the browser tests through `make test`.');
  const folder = await mkdtemp(join(tmpdir(), 'bailiwick-template-'));
  const env = { PATH: process.env.PATH, HOME: folder, DATABASE_URL: `sqlite://${join(folder, 'portal.sqlite')}` };
  await promisify(execFile)(program, ['demo'], { cwd: folder, env, timeout: 120_000 });
  process.env[TEMPLATE] = folder;
  return () => rm(folder, { recursive: true, force: true });
}
