#!/usr/bin/env node
// Writes communes.bin, the compact file that src/territory/communes.cpp maps and reads in place.
//
//   npm ci
//   node data/territories/make.mjs --points communes.geojson --localities codes-postaux-datanova.csv
//
// Without --points (shapes of the communes, property `code`) the points are 0,0 except where La Poste gives one; without
// --localities (La Poste's list of postcodes) the localities are left out. README.md says where both come from.
//
// Layout, little-endian, every section aligned to 4 bytes, every offset counted in bytes from the start of the file:
//   header      "MLGC", u32 version, then 9 pairs (u32 offset, u32 number of items), in this order:
//   communes    44 bytes each, sorted by code: u32 offset of the record itself, char code[5], u8 length of the name,
//               u8 number of postcodes, u8 number of names, then u32 offsets of the name, the postcodes, the region and
//               the EPCI (areas; 0: none), u32 first of its names (in names_of), u32 population, f32 latitude, f32 longitude
//   postcodes   u32 each: the postcodes of the communes, in the order of the communes, the main one first
//   served      8 bytes each, sorted: u32 postcode, u32 commune
//   names       20 bytes each, sorted by (hash, key): u32 hash, u32 offset of the key, u32 commune, u32 postcode
//               (0: any), u8 length of the key, u8 kind (0 official, 1 without its article, 2 arrondissement,
//               3 former commune, 4 locality), u16 padding
//   names_from  u32 each, 4097: by the upper 12 bits of a hash, the first name of that head or of a later one
//   names_of    u32 each: the names of the communes, in the order of the communes
//   codes       12 bytes each, sorted: char code[5], 3 bytes padding, u32 commune: former communes and arrondissements
//   areas       20 bytes each, sorted by (kind, code): char code[9], u8 kind (0 region, 1 département, 2 EPCI),
//               u8 length of the name, 1 byte padding, u32 offset of the name, u32 region of a département (index)
//   text        UTF-8
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
const indexOf = (kind) => new Map(areas.map((area, index) => [area, index]).filter(([area]) => area.kind === kind)
  .map(([area, index]) => [area.code, index]));
const regionIndex = indexOf(0), epciIndex = indexOf(2);
const epciOf = new Map();
for (const epci of source('epci')) for (const member of epci.membres) epciOf.set(member.code, epciIndex.get(epci.code));

const sortedNames = [...names.values()]
  .sort((a, b) => a.hash - b.hash || byText(a.key, b.key) || a.kind - b.kind || a.commune.index - b.commune.index);
const namesOf = communes.map(() => []);
sortedNames.forEach((name, index) => namesOf[name.commune.index].push(index));
const kHeadBits = 12;
const namesFrom = new Array(2 ** kHeadBits + 1).fill(0);
for (const name of sortedNames) ++namesFrom[(name.hash >>> (32 - kHeadBits)) + 1];
for (let head = 1; head < namesFrom.length; ++head) namesFrom[head] += namesFrom[head - 1];

const served = communes.flatMap((commune) => commune.postcodes.map((postcode) => [postcode, commune.index]))
  .sort((a, b) => a[0] - b[0] || a[1] - b[1]);

// Where everything will stand: the sizes of the sections are known before their bytes.
const sections = [
  { name: 'communes', items: communes, size: 44 },
  { name: 'postcodes', items: communes.flatMap((commune) => commune.postcodes), size: 4 },
  { name: 'served', items: served, size: 8 },
  { name: 'names', items: sortedNames, size: 20 },
  { name: 'names_from', items: namesFrom, size: 4 },
  { name: 'names_of', items: namesOf.flat(), size: 4 },
  { name: 'codes', items: [...codes].sort((a, b) => byText(a[0], b[0])), size: 12 },
  { name: 'areas', items: areas, size: 20 },
  { name: 'text', items: [], size: 1 },
];
const header = Buffer.alloc(8 + 8 * sections.length);
const start = {};
let end = header.length;
for (const section of sections) {
  section.offset = start[section.name] = end;
  end += section.items.length * section.size;
}

const textParts = [];
const textAt = new Map();
let textEnd = start.text;
const put = (text) => {
  let at = textAt.get(text);
  if (at === undefined) {
    const bytes = Buffer.from(text);
    at = { offset: textEnd, length: bytes.length };
    textParts.push(bytes);
    textEnd += bytes.length;
    textAt.set(text, at);
  }
  return at;
};

const word = (out, at, value) => out.writeUInt32LE(value, at);
const areaOffset = (index) => (index === undefined ? 0 : start.areas + 20 * index);
let firstPostcode = start.postcodes, firstName = 0;
const write = {
  communes(out, at, commune) {
    const name = put(commune.nom), itsNames = namesOf[commune.index];
    word(out, at, start.communes + at);
    out.write(commune.code, at + 4, 'latin1');
    out.writeUInt8(name.length, at + 9); // throws beyond 255
    out.writeUInt8(commune.postcodes.length, at + 10);
    out.writeUInt8(itsNames.length, at + 11);
    const words = [name.offset, firstPostcode, areaOffset(regionIndex.get(commune.region)),
      areaOffset(epciOf.get(commune.code)), firstName, commune.population ?? 0];
    words.forEach((value, index) => word(out, at + 12 + 4 * index, value));
    out.writeFloatLE(commune.latitude, at + 36);
    out.writeFloatLE(commune.longitude, at + 40);
    firstPostcode += 4 * commune.postcodes.length;
    firstName += itsNames.length;
  },
  postcodes: word,
  served(out, at, [postcode, commune]) {
    word(out, at, postcode);
    word(out, at + 4, commune);
  },
  names(out, at, name) {
    const key = put(name.key);
    [name.hash, key.offset, name.commune.index, name.postcode].forEach((value, index) => word(out, at + 4 * index, value));
    out.writeUInt8(key.length, at + 16);
    out.writeUInt8(name.kind, at + 17);
  },
  names_from: word,
  names_of: word,
  codes(out, at, [code, commune]) {
    out.write(code, at, 'latin1');
    word(out, at + 8, commune.index);
  },
  areas(out, at, area) {
    const name = put(area.name);
    out.write(area.code, at, 'latin1');
    out.writeUInt8(area.kind, at + 9);
    out.writeUInt8(name.length, at + 10);
    word(out, at + 12, name.offset);
    word(out, at + 16, regionIndex.get(area.region) ?? 0xffffffff);
  },
};

header.write('MLGC', 0, 'latin1');
word(header, 4, 2);
const parts = [header];
sections.forEach(({ name, items, size, offset }, index) => {
  const buffer = Buffer.alloc(items.length * size);
  items.forEach((item, number) => write[name](buffer, number * size, item));
  word(header, 8 + 8 * index, offset);
  word(header, 12 + 8 * index, name === 'text' ? textEnd - offset : items.length);
  parts.push(buffer);
});
// Renamed over the old file: programs read it where it lies, and must never see it cut short.
const target = path.join(here, 'communes.bin');
fs.writeFileSync(`${target}.new`, Buffer.concat([...parts, ...textParts]));
fs.renameSync(`${target}.new`, target);
console.log(`${communes.length} communes, ${names.size} names, ${codes.size} former codes, ${served.length} postcodes served, ` +
  `${communes.filter((commune) => commune.latitude === 0).length} without a point, ${textEnd} bytes`);
