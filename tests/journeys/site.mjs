// The built program and a browser to visit it with. MAILLAGE_BIN names the program (build/maillage unless told),
// MAILLAGE_DB a registry to show (unless told, a small list is imported).
import {execFile, spawn} from 'node:child_process';
import {mkdtemp, rm} from 'node:fs/promises';
import {createServer} from 'node:net';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {chromium} from 'playwright-core';

const here = dirname(fileURLToPath(import.meta.url));
export const root = join(here, '..', '..');
export const program = process.env.MAILLAGE_BIN ?? join(root, 'build', 'maillage');
const registry = process.env.MAILLAGE_DB;
export const lists = ['exemple', 'voisins'].map((name) => join(here, `20260513-${name}-lieux-de-mediation-numeriques-national.json`));
/** A command of the program, to its end. */
export const run = (...args) => promisify(execFile)(program, args, {cwd: root});

const freePort = () => new Promise((resolve) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const {port} = server.address();
    server.close(() => resolve(port));
  });
});

/** Ports that nobody has now, each another. */
export async function freePorts(count) {
  const ports = new Set();
  while (ports.size < count) ports.add(String(await freePort()));
  return [...ports];
}

const ready = async (address) => {
  const giveUp = Date.now() + 20_000;
  while (Date.now() < giveUp) {
    if (await fetch(`${address}/sante`).then((answer) => answer.ok, () => false)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('the program does not answer');
};

/** Starts the program on a registry; `close` stops it and says with what code it ended. */
export async function serve(database) {
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const child = spawn(program, ['servir', '--database', database, '--port', String(port)], {cwd: root, stdio: 'ignore'});
  const ended = new Promise((resolve) => child.once('exit', (code) => resolve(code)));
  await ready(address);
  return {
    address,
    async close() {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

/** The same on the registry to show. `review`: on the small lists, with a decision and a reviewer, whose personal link is
 * `link`. */
export async function startSite({review = false} = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'maillage-journey-'));
  const database = registry && !review ? registry : join(folder, 'maillage.db');
  if (database !== registry) await run('importer', '--database', database, ...lists);
  let token;
  if (review) {
    await run('decisions', 'importer', join(here, 'decisions.csv'), '--database', database);
    const {stdout} = await run('relecteurs', 'ajouter', 'Ada Martin', '--database', database);
    token = stdout.match(/jeton=([\w-]+)/)[1];
  }
  const server = await serve(database);
  return {
    ...server,
    link: `${server.address}/relecture/entrer?jeton=${token}`,
    async close() {
      const code = await server.close();
      await rm(folder, {recursive: true});
      return code;
    },
  };
}

/** `drawing`: with WebGL, in software, for the map. */
export const startBrowser = ({drawing = false} = {}) => chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-quic', '--no-first-run',
    ...(drawing ? ['--use-angle=swiftshader', '--enable-unsafe-swiftshader'] : ['--disable-gpu']),
    '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});

/** A list of several pages, few enough to turn them all. */
export const longList = registry ? '/lieux?departement=23' : '/lieux';

/** One address for each kind of page that the public has in every language; `base` is what those of the language begin with. */
export async function publicPages(address, base = '') {
  const found = async (words) => (await fetch(`${address}/recherche?q=${words}`).then((answer) => answer.text()))
      .match(/href="(\/lieux\/[^"]+)"/)?.[1];
  const place = await found('gueret');
  const answers = '/guide?besoin=demarches&lieu=23096';
  return Object.fromEntries(Object.entries({
    home: '/',
    list: '/lieux?page=2',
    near: '/recherche?q=gueret',
    filtered: '/lieux?service=demarches&departement=16',
    nothing: '/recherche?q=atlantide',
    place,
    other: await found('msap') ?? place,
    slip: `${place}/fiche`,
    need: '/guide',
    where: '/guide?besoin=demarches',
    way: answers,
    proposals: `${answers}&moyen=voiture`,
    choice: '/guide/classement',
    territories: '/territoires',
    departement: '/territoires/23',
    commune: '/territoires/23096',
    sources: '/sources',
    data: '/donnees',
    accessibility: '/accessibilite',
    legal: '/mentions-legales',
    privacy: '/confidentialite',
    missing: '/lieux/absent',
  }).map(([kind, path]) => [kind, base + (base && path === '/' ? '' : path)]));
}

/** One address for each kind of page, in French. */
export async function pageKinds(address) {
  return {
    ...await publicPages(address),
    days: '/donnees/quotidien',
    embedding: '/integrer',
    components: '/_composants',
    fragility: '/fragilite',
    ranking: '/fragilite/classement?niveau=commune&q=saint+denis',
    profile: '/fragilite/23',
    need_of_commune: '/fragilite/23096',
    comparison: '/fragilite/comparer?t=23&t=92&t=23096&ajouter=atlantide',
    weights: '/fragilite/ponderer',
    histogram: '/fragilite/nuage',
    scatter: '/fragilite/nuage?x=peu_diplomes&y=indice&niveau=commune',
    methods: '/fragilite/methodes',
    method: '/fragilite/methodes/maillage-1',
    figures: '/fragilite/donnees',
  };
}
