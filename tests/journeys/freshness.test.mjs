// What an import changes is everywhere within two seconds, in a process that was not told: the page of the place, the API,
// every file, the features, the frame on other sites, the tile of the map; and each has another ETag.
import assert from 'node:assert/strict';
import {copyFile, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {lists, run, serve} from './site.mjs';

const limit = 2_000; // milliseconds
const newName = 'Médiathèque Nouvelle-Adresse';
let folder, database, file, places, place, processes;

/** The tile of zoom 14 that holds a point. */
const tileOf = ({latitude, longitude}) => {
  const tiles = 2 ** 14, radians = latitude * Math.PI / 180;
  const x = Math.floor((longitude + 180) / 360 * tiles);
  const y = Math.floor((1 - Math.asinh(Math.tan(radians)) / Math.PI) / 2 * tiles);
  return `/tuiles/14/${x}/${y}.mvt`;
};

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maillage-fresh-'));
  database = join(folder, 'maillage.db');
  file = join(folder, lists[0].split('/').at(-1));
  await copyFile(lists[0], file);
  await run('importer', '--database', database, file);
  places = JSON.parse(await readFile(file, 'utf8'));
  place = places.find((each) => each.latitude && each.longitude);
  processes = await Promise.all([serve(database), serve(database)]);
});
after(async () => {
  await Promise.all((processes ?? []).map((each) => each.close()));
  await rm(folder, {recursive: true});
});

test('an import shows on every output of every process within two seconds, under another tag', async () => {
  const id = encodeURIComponent(place.id);
  const paths = [
    `/lieux/${id}`, `/api/v1/lieux/${id}`, '/api/v1/lieux', '/lieux.csv', '/lieux.json', '/lieux.geojson',
    `/ogc/collections/lieux/items/${id}`, `/integrer/cadre?latitude=${place.latitude}&longitude=${place.longitude}`, `/lieux/${id}/fiche`, tileOf(place),
  ];
  const addresses = processes.flatMap((each) => paths.map((path) => each.address + path));
  const tags = new Map();
  for (const address of addresses) {
    const answer = await fetch(address);
    assert.equal(answer.status, 200, address);
    assert.ok(!(await answer.text()).includes(newName), address);
    tags.set(address, answer.headers.get('etag'));
  }
  place.nom = newName;
  await writeFile(file, JSON.stringify(places));
  await run('importer', '--database', database, file);
  const imported = Date.now();
  const late = new Set(addresses);
  while (late.size && Date.now() - imported < 3 * limit) {
    for (const address of late) {
      const answer = await fetch(address);
      if (!(await answer.text()).includes(newName)) continue;
      assert.ok(Date.now() - imported <= limit, `${address}: ${Date.now() - imported} ms`);
      assert.notEqual(answer.headers.get('etag'), tags.get(address), address);
      late.delete(address);
    }
  }
  assert.deepEqual([...late], []);
});

test('the change is told behind the place where a program had stopped reading', async () => {
  const {lieux} = await fetch(`${processes[1].address}/api/v1/lieux?modifie_depuis=2020-01-01`).then((answer) => answer.json());
  assert.equal(lieux.at(-1).nom, newName);
});
