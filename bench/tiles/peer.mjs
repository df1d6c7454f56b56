// The peer's side of run.sh: supercluster gathers, vt-pbf encodes. Same files, same output as tiles.cpp.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
const require = createRequire(path.resolve('peer.mjs'));
const { default: Supercluster } = await import(require.resolve('supercluster'));
const vtpbf = require('vt-pbf');

const [pointsFile, tilesFile, marks] = process.argv.slice(2);
const points = readFileSync(pointsFile, 'utf8').trim().split('\n').map((line, i) => {
  const [longitude, latitude] = line.split(',').map(Number);
  return { type: 'Feature', id: i, properties: { nom: `Lieu ${i}` },
           geometry: { type: 'Point', coordinates: [longitude, latitude] } };
});
const tiles = readFileSync(tilesFile, 'utf8').trim().split('\n').map((line) => line.split('/').map(Number));
const cpu = () => { const { user, system } = process.cpuUsage(); return (user + system) / 1e6; };

let begin = cpu();
const index = new Supercluster({ radius: 40, extent: 512, maxZoom: 16 }).load(points);
console.log('index_ms', 1e3 * (cpu() - begin));
if (marks) {
  for (const [z, x, y] of tiles) {
    const shown = (index.getTile(z, x, y)?.features ?? [])
      .map((f) => [f.geometry[0][0], f.geometry[0][1], f.tags.point_count ?? 1])
      .sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]);
    console.log([`${z}/${x}/${y}`, ...shown.map((mark) => mark.join(','))].join(' '));
  }
} else {
  for (const zoom of [8, 11, 14]) {
    let done = 0, bytes = 0, count = 0;
    begin = cpu();
    for (let round = 0; round < 10; round++) {
      for (const [z, x, y] of tiles) {
        if (z !== zoom) continue;
        const tile = index.getTile(z, x, y);
        if (tile) {
          bytes += vtpbf.fromGeojsonVt({ lieux: tile }, { version: 2, extent: 512 }).length;
          count += tile.features.length;
        }
        done++;
      }
    }
    console.log(`z${zoom}_us ${(1e6 * (cpu() - begin) / done).toFixed(3)}   (${done / 10} tiles, ${count / 10} marks, ${bytes / 10} bytes)`);
  }
}
