// Two processes on one PostgreSQL behind haproxy, started by the script that the guide names: readings go on when one is
// killed, and what one command changes is seen in both within two seconds.
import assert from 'node:assert/strict';
import {execFile, spawn} from 'node:child_process';
import {existsSync} from 'node:fs';
import {createInterface} from 'node:readline';
import {after, before, test} from 'node:test';
import {promisify} from 'node:util';
import {freePorts, lists, program, root} from './site.mjs';

const missing = !existsSync('/usr/lib/postgresql/15/bin/postgres') || !existsSync('/usr/sbin/haproxy');
const skip = missing && 'PostgreSQL 15 ou haproxy n’est pas installé';
const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

let script, address, processes = [], database, key;
const maillage = (...words) => promisify(execFile)(program, [...words, '--database', database], {cwd: root, env: {...process.env, MAILLAGE_CLE: key}});
const status = (url) => fetch(url, {redirect: 'manual'}).then(async (answer) => { await answer.arrayBuffer(); return answer.status; }, () => 0);

before(async () => {
  if (missing) return;
  const [port, first, second] = await freePorts(3);
  address = `http://127.0.0.1:${port}`;
  script = spawn('deploy/deux-processus.sh', {
    cwd: root, stdio: ['ignore', 'pipe', 'inherit'], env: {...process.env, MAILLAGE_BIN: program, PORT: port, PORT_1: first, PORT_2: second},
  });
  for await (const line of createInterface({input: script.stdout})) {
    const [word, ...rest] = line.split(' ');
    if (word === 'processus') processes.push({id: Number(rest[0]), address: `http://127.0.0.1:${rest[2]}`});
    if (word === 'base') database = rest[0];
    if (word === 'clé') key = rest[0];
    if (line.includes('Le site est sur')) break;
  }
  await maillage('importer', ...lists);
});
after(async () => {
  if (!script) return;
  const ended = new Promise((resolve) => script.once('exit', resolve));
  script.kill('SIGTERM');
  await ended;
});

/** Asks both processes until both agree; returns the milliseconds that it took. */
async function seenByBoth(path, expected) {
  const began = Date.now();
  while (Date.now() - began < 5000) {
    const seen = await Promise.all(processes.map((each) => status(each.address + path)));
    if (seen.every((each) => each === expected)) return Date.now() - began;
    await wait(20);
  }
  return Infinity;
}
const listed = async (name) => {
  const pages = await Promise.all(processes.map((each) => fetch(`${each.address}/recherche?q=${name}`).then((answer) => answer.text())));
  return pages.map((page) => page.includes('class="card'));
};

test('an import is on the lists of both processes within two seconds', {skip}, async () => {
  const began = Date.now();
  while (!(await listed('gueret')).every(Boolean) && Date.now() - began < 5000) await wait(20);
  assert.ok(Date.now() - began <= 2000, `${Date.now() - began} ms`);
});

test('a place that is closed answers 410 in both processes within two seconds, and names others', {skip}, async () => {
  const page = await fetch(`${address}/recherche?q=gueret`).then((answer) => answer.text());
  const place = page.match(/href="(\/lieux\/[^"]+)"/)[1];
  assert.equal(await seenByBoth(place, 200) < 2000, true);
  await maillage('lieux', 'fermer', decodeURIComponent(place.slice('/lieux/'.length)), '--motif', 'essai');
  const took = await seenByBoth(place, 410);
  assert.ok(took <= 2000, `${took} ms`);
  const closed = await fetch(address + place).then((answer) => answer.text());
  assert.ok(new Set(closed.match(/href="\/lieux\/[^"]+"/g)).size >= 3);
});

test('no reading fails when one of two processes is killed', {skip, timeout: 60_000}, async () => {
  const paths = ['/', '/lieux', '/lieux?page=2', '/recherche?q=gueret', '/sources'];
  const answers = new Map();
  let reading = true;
  const reader = async (number) => {
    for (let i = number; reading; ++i) {
      const code = await status(address + paths[i % paths.length]);
      answers.set(code, (answers.get(code) ?? 0) + 1);
    }
  };
  const readers = Array.from({length: 8}, (_, number) => reader(number));
  await wait(1000);
  process.kill(processes[0].id, 'SIGKILL');
  await wait(3000);
  reading = false;
  await Promise.all(readers);
  assert.deepEqual([...answers.keys()], [200], JSON.stringify([...answers]));
  assert.ok(answers.get(200) > 100, `${answers.get(200)} readings`);
  assert.equal(await status(processes[0].address + '/sante'), 0);
});
