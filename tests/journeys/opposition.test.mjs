// A contact that somebody does not want published is nowhere that a visitor can reach: every link is followed, and the
// addresses that programs use are asked too.
import assert from 'node:assert/strict';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {test} from 'node:test';
import {gunzipSync, inflateRawSync} from 'node:zlib';
import {lists, run, serve} from './site.mjs';

const contacts = ['siege@adav-33.fr', '+33557657539'];
/** A telephone is written in many ways: with spaces, with 0 or +33, in groups. */
const traces = [/siege(@|%40|&#64;|\s*\[?arobase\]?\s*)adav-33/i, /5[\s.%20-]*57[\s.%20-]*65[\s.%20-]*75[\s.%20-]*39/];
/** Addresses without a link to them. */
const others = ['/lieux.csv', '/lieux.json', '/lieux.geojson', '/lieux.xlsx', '/api/v1/lieux', '/api/v1/suggestions?q=adav',
  '/ogc/collections', '/recherche?q=siege@adav-33.fr', '/recherche?q=adav', '/sitemap.xml', '/flux/nouveautes.atom', '/metrics',
  '/sante', ...[4, 8, 11].flatMap((z) => [`/tuiles/${z}/0/0.mvt`])];

/** Every text of an answer, unpacked where it is packed. */
const texts = (bytes) => {
  const all = [bytes.toString('latin1')];
  for (let at = bytes.indexOf('PK\x03\x04', 0, 'latin1'); at >= 0; at = bytes.indexOf('PK\x03\x04', at + 4, 'latin1')) {
    const start = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
    try { all.push(inflateRawSync(bytes.subarray(start), {finishFlush: 2}).toString('latin1')); } catch { /* stored, or no entry */ }
  }
  try { all.push(gunzipSync(bytes).toString('latin1')); } catch { /* not packed */ }
  return all.join('\n');
};

/** Follows every link of the site, at most so many pages, and tells where a trace is. */
async function crawl(address, most = 600) {
  const waiting = ['/', ...others], seen = new Set(waiting), found = [];
  let read = 0;
  while (waiting.length && read < most) {
    const path = waiting.shift();
    const answer = await fetch(address + path, {redirect: 'manual'});
    const bytes = Buffer.from(await answer.arrayBuffer());
    ++read;
    const text = texts(bytes);
    // what the person typed is repeated in the search box, and there alone
    if (!/^\/(?:(?:en|ar|uk)\/)?recherche\?q=siege/.test(path)) found.push(...traces.filter((trace) => trace.test(text)).map((trace) => `${path}: ${trace}`));
    const location = answer.headers.get('location');
    for (const [, link] of [...text.matchAll(/(?:href|src|action)="(\/[^"#]*)/g), ...(location ? [[, location]] : [])]) {
      const next = link.replaceAll('&amp;', '&').replaceAll(address, '');
      if (next.startsWith('/ressources/') || seen.has(next)) continue;
      seen.add(next);
      waiting.push(next);
    }
  }
  return {read, found};
}

test('an opposed contact is on no page, in no file and in no answer', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'maillage-journey-'));
  const database = join(folder, 'maillage.db');
  await run('importer', '--database', database, ...lists);
  const before = await serve(database);
  const published = await crawl(before.address);
  await before.close();
  assert.ok(published.found.length > 0, 'the contacts are published before anybody opposes');
  await run('oppositions', 'ajouter', ...contacts, '--database', database);
  await run('importer', '--database', database, ...lists);
  const after = await serve(database);
  const {read, found} = await crawl(after.address);
  await after.close();
  await rm(folder, {recursive: true});
  assert.deepEqual(found, []);
  assert.ok(read > 50, `${read} pages`);
});
