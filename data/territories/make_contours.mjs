#!/usr/bin/env node
// Writes contours.bin, the shapes of the territories that src/territory/contours.cpp maps and reads in place.
//
//   node data/territories/make_contours.mjs FOLDER      (regions.geojson, departements.geojson, epci.geojson, communes.geojson)
//
// Layout, little-endian, every section aligned to 4 bytes:
//   header   "MLCT", u32 version, then 3 times (u32 offset in bytes, u32 number of items): shapes, rings, pairs
//   shapes   36 bytes each, by level (0 region, 1 département, 2 EPCI, 3 commune), then code: char code[9], u8 level,
//            2 bytes padding, i32 west, north, east, south, u32 first ring, u32 number of rings
//   rings    8 bytes each: u32 first pair, u32 number of pairs
//   pairs    4 bytes each: of a ring first u16 x, u16 y, where it begins in units of 2^-16 of the world; then i16 steps in
//            units of 2^-24, the first to its first point, the next from point to point; it closes by itself; outer rings clockwise, holes not
// Positions are Web Mercator, the world being 1 wide, from its north-west corner, in units of 2^-24 (about 2 m).
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const folder = process.argv[2];
if (!folder) {
  console.error('node data/territories/make_contours.mjs FOLDER');
  process.exit(2);
}
const kUnits = 2 ** 24;
const kLevels = ['regions', 'departements', 'epci', 'communes'];

const project = ([longitude, latitude]) => {
  const sine = Math.sin((latitude * Math.PI) / 180);
  return [Math.round((longitude / 360 + 0.5) * kUnits),
    Math.round((0.5 - (0.25 * Math.log((1 + sine) / (1 - sine))) / Math.PI) * kUnits)];
};

/** On the map, where y grows to the south. */
const clockwise = (points) => points.reduce((sum, [x, y], i) => {
  const [toX, toY] = points[(i + 1) % points.length];
  return sum + x * toY - toX * y;
}, 0) > 0;

const shapes = [], rings = [], words = []; // words: i16 or u16, two a pair
for (const [level, name] of kLevels.entries()) {
  const { features } = JSON.parse(fs.readFileSync(path.join(folder, `${name}.geojson`), 'utf8'));
  features.sort((a, b) => (a.properties.code < b.properties.code ? -1 : 1));
  for (const { properties, geometry } of features) {
    const shape = { code: properties.code, level, west: Infinity, north: Infinity, east: -Infinity, south: -Infinity,
      firstRing: rings.length };
    const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
    for (const [ring, isHole] of polygons.flatMap((polygon) => polygon.map((ring, i) => [ring, i > 0]))) {
      let points = ring.slice(0, -1).map(project);
      points = points.filter(([x, y], i) => i === 0 || x !== points[i - 1][0] || y !== points[i - 1][1]);
      if (points.length < 3) continue;
      if (clockwise(points) === isHole) points.reverse();
      for (const [x, y] of points) {
        shape.west = Math.min(shape.west, x), shape.east = Math.max(shape.east, x);
        shape.north = Math.min(shape.north, y), shape.south = Math.max(shape.south, y);
      }
      const first = words.length / 2;
      let [x, y] = points[0].map((value) => Math.floor(value / 256));
      words.push(x, y);
      x *= 256, y *= 256; // a step to the true first point follows
      for (const [toX, toY] of points) {
        const pieces = Math.ceil(Math.max(Math.abs(toX - x), Math.abs(toY - y), 1) / 32767);
        for (let piece = 1; piece <= pieces; piece++) {
          const dx = Math.round((toX - x) / (pieces - piece + 1)), dy = Math.round((toY - y) / (pieces - piece + 1));
          words.push(dx, dy);
          x += dx, y += dy;
        }
      }
      rings.push([first, words.length / 2 - first]);
    }
    shape.ringCount = rings.length - shape.firstRing;
    shapes.push(shape);
  }
}

const kHeader = 8 + 3 * 8;
const ringsAt = kHeader + 36 * shapes.length, pairsAt = ringsAt + 8 * rings.length;
const bytes = Buffer.alloc(pairsAt + 2 * words.length);
bytes.write('MLCT', 0, 'latin1');
bytes.writeUInt32LE(1, 4);
[[kHeader, shapes.length], [ringsAt, rings.length], [pairsAt, words.length / 2]].forEach(([at, count], i) => {
  bytes.writeUInt32LE(at, 8 + 8 * i);
  bytes.writeUInt32LE(count, 12 + 8 * i);
});
shapes.forEach((shape, i) => {
  const at = kHeader + 36 * i;
  bytes.write(shape.code, at, 'latin1');
  bytes.writeUInt8(shape.level, at + 9);
  ['west', 'north', 'east', 'south'].forEach((side, k) => bytes.writeInt32LE(shape[side], at + 12 + 4 * k));
  bytes.writeUInt32LE(shape.firstRing, at + 28);
  bytes.writeUInt32LE(shape.ringCount, at + 32);
});
rings.forEach(([first, count], i) => {
  bytes.writeUInt32LE(first, ringsAt + 8 * i);
  bytes.writeUInt32LE(count, ringsAt + 8 * i + 4);
});
words.forEach((word, i) => bytes.writeUInt16LE(word & 0xffff, pairsAt + 2 * i));
fs.writeFileSync(path.join(here, 'contours.bin'), bytes);
console.log(`${shapes.length} shapes, ${rings.length} rings, ${words.length / 2} pairs, ${bytes.length} bytes`);
