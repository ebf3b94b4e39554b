// The program as an agency starts it: `prongsai serve` on an empty database and a free port of this machine.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import * as cluster from './cluster.mjs';

export const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const PROGRAM = resolve(ROOT, process.env.PRONGSAI_PROGRAM ?? 'target/release/prongsai');

/**
 * Starts the server on `sqlite` or `postgres`: where it is, the link of the first administrator, how to end it.
 * `settings` has values of settings by their names.
 */
export async function start(engine, settings = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'prongsai-browser-'));
  // Somebody may hand over the address of an empty database of their own.
  const given = engine === 'postgres' ? process.env.PRONGSAI_TEST_POSTGRES : undefined;
  const postgres = engine === 'postgres' && !given ? await cluster.start() : undefined;
  const database = given ?? postgres?.address ?? `sqlite:${join(folder, 'pages.db')}`;
  const words = ['serve', '--listen', '127.0.0.1:0', '--database', database, '--set', 'log=warn'];
  for (const [name, value] of Object.entries(settings)) words.push('--set', `${name}=${value}`);
  const child = spawn(PROGRAM, words, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'], env: { PATH: process.env.PATH } });
  const orphaned = () => child.kill('SIGKILL');
  process.once('exit', orphaned);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += text));
  const link = () => said.match(/http:\/\/localhost:\d+\/join\/\w+/)?.[0];
  for (let tries = 0; !link(); tries += 1) {
    if (child.exitCode !== null || tries === 600) {
      child.kill('SIGKILL');
      await postgres?.stop();
      throw new Error(`${PROGRAM} did not start:\n${said}`);
    }
    await wait(50);
  }
  const origin = new URL(link()).origin;
  const stop = async () => {
    if (child.exitCode === null) {
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), 15_000);
      await once(child, 'exit');
      clearTimeout(late);
    }
    process.removeListener('exit', orphaned);
    await postgres?.stop();
    rmSync(folder, { recursive: true, force: true });
    return child.exitCode;
  };
  /** What the log holds of the level that only faults of the program have. */
  const errors = () => said.split('\n').filter((line) => line.includes('"level":"ERROR"') || line.includes('panicked'));
  return { engine, origin, link: link(), stop, errors };
}
