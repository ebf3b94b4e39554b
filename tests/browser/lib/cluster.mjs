// A throw-away PostgreSQL: made in a temporary folder, reached through a socket in it, gone when this program ends,
// however that happens.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** The folder of the newest installed server; Debian keeps it away from the search path. */
function programs() {
  const base = '/usr/lib/postgresql';
  const versions = existsSync(base) ? readdirSync(base).sort((a, b) => Number(a) - Number(b)) : [];
  const found = versions.map((version) => join(base, version, 'bin')).filter((bin) => existsSync(join(bin, 'initdb')));
  const onPath = (process.env.PATH ?? '').split(':').filter((folder) => folder && existsSync(join(folder, 'initdb')));
  return found.at(-1) ?? onPath[0];
}

/** Starts a cluster; answers the address of an empty database in it and how to end it. */
export async function start() {
  const bin = programs();
  if (!bin) throw new Error('PostgreSQL is not installed: run `cargo xtask test --only tools`');
  // The name alone is taken from here: the folder has to belong to whom the server runs as.
  const folder = mkdtempSync(join(tmpdir(), 'prongsai-browser-pg-'));
  rmdirSync(folder);
  const script = `
    mkdir -m 700 ${folder} || exit 1
    ${bin}/initdb -D ${folder}/data -U prongsai -A trust -E UTF8 --locale=C.UTF-8 -N > ${folder}/initdb.log 2>&1 || exit 1
    printf '%s\\n' "listen_addresses = ''" "unix_socket_directories = '${folder}'" >> ${folder}/data/postgresql.conf
    ${bin}/pg_ctl -D ${folder}/data -l ${folder}/log -w -t 60 start > /dev/null 2>&1 || exit 1
    ${bin}/createdb -h ${folder} -U prongsai pages || exit 1
    echo ready
    while read word; do :; done
    ${bin}/pg_ctl -D ${folder}/data -m immediate stop > /dev/null 2>&1
    rm -rf ${folder}`;
  const isRoot = process.getuid?.() === 0;
  const words = isRoot ? ['runuser', '-u', 'postgres', '--', 'sh', '-c', script] : ['sh', '-c', script];
  // The keeper ends the server when its standard input ends, so also when this program is killed.
  const keeper = spawn(words[0], words.slice(1), { cwd: '/', stdio: ['pipe', 'pipe', 'ignore'] });
  let said = '';
  keeper.stdout.on('data', (text) => (said += text));
  for (let tries = 0; !said.includes('ready'); tries += 1) {
    if (keeper.exitCode !== null || tries === 1200) throw new Error('PostgreSQL did not start');
    await wait(50);
  }
  const address = `postgres://prongsai@/pages?host=${encodeURIComponent(folder)}`;
  const stop = () =>
    new Promise((done) => {
      keeper.once('close', done);
      keeper.stdin.end();
    });
  return { address, stop };
}
