#!/usr/bin/env node
// Writes communes.bin, the compact file that src/territory/communes.cpp loads with one read.
//
//   npm ci
//   node data/territories/make.mjs --points communes.geojson --localities codes-postaux-datanova.csv
//
// Without --points (shapes of the communes, property `code`) the points are 0,0 except where La Poste gives one; without
// --localities (La Poste's list of postcodes) the localities are left out. README.md says where both come from.
//
// Layout, little-endian, every section aligned to 4 bytes:
//   header      "MLGC", u32 version, then 8 pairs (u32 offset in bytes, u32 number of items), in this order:
//   communes    32 bytes each, sorted by code: char code[5], u8 length of the name, u8 number of postcodes, u8 region,
//               u32 name (offset in text), u32 first postcode, u32 population, f32 latitude, f32 longitude,
//               u16 EPCI (0xFFFF: none), u16 padding
//   postcodes   u32 each: the postcodes of the communes, in the order of the communes, the main one first
//   served      8 bytes each, sorted: u32 postcode, u32 commune
//   names       20 bytes each, sorted by (hash, key): u32 hash, u32 key (offset in text), u32 commune, u32 postcode
//               (0: any), u8 length of the key, u8 kind (0 official, 1 without its article, 2 arrondissement,
//               3 former commune, 4 locality), u16 padding
//   codes       12 bytes each, sorted: char code[5], 3 bytes padding, u32 commune: former communes and arrondissements
//   areas       20 bytes each, sorted by (kind, code): char code[9], u8 kind (0 region, 1 département, 2 EPCI),
//               u8 length of the name, 1 byte padding, u32 name, u32 region of a département (index)
//   text        UTF-8
//   (the eighth pair is kept free)
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createRequire } from 'node:module';

const here = path.dirname(fileURLToPath(import.meta.url));
const require = createRequire(import.meta.url);
const source = (name) => require(`@etalab/decoupage-administratif/data/${name}.json`);
const option = (name) => {
  const at = process.argv.indexOf(name);
  return at < 0 ? undefined : process.argv[at + 1];
};

const kOfficial = 0, kWithoutArticle = 1, kArrondissement = 2, kFormer = 3, kLocality = 4;

/** Names that neither list knows and that people still write: [name, code of the commune]. */
const alsoWritten = [
  ['Plan-du-Var', '06075'],
];

/** Two spellings of one name give the same key. Mirrors name_key() of src/territory/name_key.cpp: keep both alike. */
function nameKey(text) {
  const words = text.toLowerCase().replaceAll('œ', 'oe').replaceAll('æ', 'ae').replaceAll('ß', 'ss')
    .normalize('NFKD').replace(/\p{Mn}/gu, '').split(/[^a-z0-9]+/).filter((word) => word !== '');
  const full = { st: 'saint', ste: 'sainte', sts: 'saints', stes: 'saintes' };
  return words.map((word) => full[word] ?? word).join('-');
}
const withoutArticle = (key) => key.replace(/^(?:les?|la|l)-/, '');

function hash(key) {
  let h = 0x811c9dc5;
  for (const byte of Buffer.from(key)) h = Math.imul(h ^ byte, 0x01000193);
  return h >>> 0;
}

/** A point inside: the centroid of the largest ring, or the middle of the widest stretch at its latitude. */
function pointInside(geometry) {
  const polygons = geometry.type === 'MultiPolygon' ? geometry.coordinates : [geometry.coordinates];
  const measure = (ring) => {
    let area = 0, x = 0, y = 0;
    for (let i = 0; i + 1 < ring.length; ++i) {
      const cross = ring[i][0] * ring[i + 1][1] - ring[i + 1][0] * ring[i][1];
      area += cross;
      x += (ring[i][0] + ring[i + 1][0]) * cross;
      y += (ring[i][1] + ring[i + 1][1]) * cross;
    }
    return { area: Math.abs(area / 2), x: x / (3 * area), y: y / (3 * area) };
  };
  let best = { area: -1 };
  for (const polygon of polygons) {
    const measured = measure(polygon[0]);
    if (measured.area > best.area) best = { ...measured, polygon };
  }
  const crossings = [];
  for (const ring of best.polygon) {
    for (let i = 0; i + 1 < ring.length; ++i) {
      const [x1, y1] = ring[i], [x2, y2] = ring[i + 1];
      if (y1 > best.y !== y2 > best.y) crossings.push(x1 + ((best.y - y1) / (y2 - y1)) * (x2 - x1));
    }
  }
  crossings.sort((a, b) => a - b);
  let widest = [best.x, best.x];
  for (let i = 0; i + 1 < crossings.length; i += 2) {
    const [from, to] = [crossings[i], crossings[i + 1]];
    if (from <= best.x && best.x <= to) return { latitude: best.y, longitude: best.x };
    if (to - from > widest[1] - widest[0]) widest = [from, to];
  }
  return { latitude: best.y, longitude: (widest[0] + widest[1]) / 2 };
}

const byText = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
const entries = source('communes');
const communes = entries.filter((entry) => entry.type === 'commune-actuelle')
  .sort((a, b) => byText(a.code, b.code))
  .map((entry, index) => ({ ...entry, index, postcodes: (entry.codesPostaux ?? []).map(Number), latitude: 0, longitude: 0 }));
const current = new Map(communes.map((commune) => [commune.code, commune]));

const codes = new Map();
for (const commune of communes) for (const old of commune.anciensCodes ?? []) if (!current.has(old)) codes.set(old, commune);
for (const entry of entries) if (entry.type === 'arrondissement-municipal') codes.set(entry.code, current.get(entry.commune));
const successor = (code) => current.get(code) ?? codes.get(code);

const names = new Map();
const addName = (name, kind, commune, postcode = 0) => {
  const key = typeof name === 'string' ? nameKey(name) : name.key;
  const id = `${key}|${commune.index}`;
  const known = names.get(id);
  if (key === '' || (known && (known.kind <= kind))) return;
  names.set(id, { key, hash: hash(key), kind, commune, postcode });
};
for (const commune of communes) {
  const key = nameKey(commune.nom);
  addName(commune.nom, kOfficial, commune);
  if (withoutArticle(key) !== key) addName({ key: withoutArticle(key) }, kWithoutArticle, commune);
}
for (const entry of entries) {
  if (entry.type === 'arrondissement-municipal') addName(entry.nom, kArrondissement, current.get(entry.commune), Number(entry.codesPostaux[0]));
  if (entry.type === 'commune-deleguee' || entry.type === 'commune-associee') addName(entry.nom, kFormer, successor(entry.chefLieu));
}
for (const [name, code] of alsoWritten) addName(name, kFormer, current.get(code));

const localities = option('--localities');
if (localities) {
  for (const line of fs.readFileSync(localities, 'utf8').trim().split('\n').slice(1)) {
    const [code, , postcode, delivery, locality, , latitude, longitude] =
      [...line.matchAll(/(?:^|,)(?:"([^"]*)"|([^,]*))/g)].map((field) => field[1] ?? field[2]);
    const commune = successor(code);
    if (!commune) continue; // Monaco
    if (!commune.postcodes.includes(Number(postcode))) commune.postcodes.push(Number(postcode));
    // A locality counts with its postcode only: "Le Bourg" elsewhere says nothing.
    for (const name of [locality, delivery]) if (name) addName(name, kLocality, commune, Number(postcode));
    if (latitude && commune.latitude === 0) Object.assign(commune, { latitude: Number(latitude), longitude: Number(longitude) });
  }
}
const shapes = option('--points');
if (shapes) {
  const fromFormer = new Map();
  for (const { properties, geometry } of JSON.parse(fs.readFileSync(shapes, 'utf8')).features) {
    const point = pointInside(geometry);
    const commune = current.get(properties.code);
    // The name that it bore in 2021: "Le Hom" for Thury-Harcourt-le-Hom.
    if (successor(properties.code)) addName(properties.nom, kFormer, successor(properties.code));
    if (commune) Object.assign(commune, point);
    else if (codes.has(properties.code)) fromFormer.set(codes.get(properties.code), point);
  }
  for (const [commune, point] of fromFormer) if (commune.latitude === 0) Object.assign(commune, point);
}

const areas = [
  ...source('regions').map((area) => ({ kind: 0, code: area.code, name: area.nom })),
  ...source('departements').map((area) => ({ kind: 1, code: area.code, name: area.nom, region: area.region })),
  ...source('epci').map((area) => ({ kind: 2, code: area.code, name: area.nom })),
].sort((a, b) => a.kind - b.kind || byText(a.code, b.code));
const regionIndex = new Map(areas.filter((area) => area.kind === 0).map((area, index) => [area.code, index]));
const epciIndex = new Map(areas.filter((area) => area.kind === 2).map((area, index) => [area.code, index]));
const epciOf = new Map();
for (const epci of source('epci')) for (const member of epci.membres) epciOf.set(member.code, epciIndex.get(epci.code));

const textParts = [];
let textLength = 0;
const textAt = new Map();
const put = (text) => {
  let at = textAt.get(text);
  if (at === undefined) {
    const bytes = Buffer.from(text);
    at = { offset: textLength, length: bytes.length };
    if (bytes.length > 255) throw new Error(`too long: ${text}`);
    textParts.push(bytes);
    textLength += bytes.length;
    textAt.set(text, at);
  }
  return at;
};
const section = (items, size, write) => {
  const buffer = Buffer.alloc(items.length * size);
  items.forEach((item, index) => write(buffer, index * size, item));
  return { buffer, count: items.length };
};

const served = communes.flatMap((commune) => commune.postcodes.map((postcode) => [postcode, commune.index]))
  .sort((a, b) => a[0] - b[0] || a[1] - b[1]);
let firstPostcode = 0;
const sections = [
  section(communes, 32, (out, at, commune) => {
    const name = put(commune.nom);
    out.write(commune.code, at, 'latin1');
    out.writeUInt8(name.length, at + 5);
    out.writeUInt8(commune.postcodes.length, at + 6);
    out.writeUInt8(regionIndex.get(commune.region), at + 7);
    out.writeUInt32LE(name.offset, at + 8);
    out.writeUInt32LE(firstPostcode, at + 12);
    out.writeUInt32LE(commune.population ?? 0, at + 16);
    out.writeFloatLE(commune.latitude, at + 20);
    out.writeFloatLE(commune.longitude, at + 24);
    out.writeUInt16LE(epciOf.get(commune.code) ?? 0xffff, at + 28);
    firstPostcode += commune.postcodes.length;
  }),
  section(communes.flatMap((commune) => commune.postcodes), 4, (out, at, postcode) => out.writeUInt32LE(postcode, at)),
  section(served, 8, (out, at, [postcode, commune]) => {
    out.writeUInt32LE(postcode, at);
    out.writeUInt32LE(commune, at + 4);
  }),
  section([...names.values()].sort((a, b) => a.hash - b.hash || byText(a.key, b.key) || a.kind - b.kind || a.commune.index - b.commune.index),
    20, (out, at, name) => {
      const key = put(name.key);
      out.writeUInt32LE(name.hash, at);
      out.writeUInt32LE(key.offset, at + 4);
      out.writeUInt32LE(name.commune.index, at + 8);
      out.writeUInt32LE(name.postcode, at + 12);
      out.writeUInt8(key.length, at + 16);
      out.writeUInt8(name.kind, at + 17);
    }),
  section([...codes].sort((a, b) => byText(a[0], b[0])), 12, (out, at, [code, commune]) => {
    out.write(code, at, 'latin1');
    out.writeUInt32LE(commune.index, at + 8);
  }),
  section(areas, 20, (out, at, area) => {
    const name = put(area.name);
    out.write(area.code, at, 'latin1');
    out.writeUInt8(area.kind, at + 9);
    out.writeUInt8(name.length, at + 10);
    out.writeUInt32LE(name.offset, at + 12);
    out.writeUInt32LE(regionIndex.get(area.region) ?? 0xffffffff, at + 16);
  }),
];
sections.push({ buffer: Buffer.concat(textParts), count: textLength });

const header = Buffer.alloc(8 + 8 * 8);
header.write('MLGC', 0, 'latin1');
header.writeUInt32LE(1, 4);
let offset = header.length;
const parts = [header];
sections.forEach(({ buffer, count }, index) => {
  header.writeUInt32LE(offset, 8 + index * 8);
  header.writeUInt32LE(count, 12 + index * 8);
  const padding = Buffer.alloc((4 - (buffer.length % 4)) % 4);
  parts.push(buffer, padding);
  offset += buffer.length + padding.length;
});
fs.writeFileSync(path.join(here, 'communes.bin'), Buffer.concat(parts));
console.log(`${communes.length} communes, ${names.size} names, ${codes.size} former codes, ${served.length} postcodes served, ` +
  `${communes.filter((commune) => commune.latitude === 0).length} without a point, ${offset} bytes`);
