// Invents points over France, half of them around 300 centres, and lists the tiles that show them at zooms 5, 8, 11 and 14.
import { writeFileSync } from 'node:fs';
const [count, pointsFile, tilesFile] = process.argv.slice(2);
let seed = 20240501;
const random = () => { // mulberry32
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
};
const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
const somewhere = () => [-4.5 + 12.5 * random(), 42.5 + 8.5 * random()];
const centres = Array.from({ length: 300 }, somewhere);
const lines = [];
const tiles = new Set();
for (let i = 0; i < Number(count); i++) {
  let [longitude, latitude] = somewhere();
  if (i % 2) {
    const [x, y] = centres[Math.floor(300 * random())];
    longitude = x + 0.05 * normal(); latitude = y + 0.035 * normal();
  }
  longitude = longitude.toFixed(6); latitude = latitude.toFixed(6);
  lines.push(`${longitude},${latitude}`);
  for (const z of [5, 8, 11, 14]) {
    const sine = Math.sin(latitude * Math.PI / 180);
    const x = Math.floor((longitude / 360 + 0.5) * 2 ** z);
    const y = Math.floor((0.5 - 0.25 * Math.log((1 + sine) / (1 - sine)) / Math.PI) * 2 ** z);
    if (z < 11 || i % 20 === 0) tiles.add(`${z}/${x}/${y}`);
  }
}
writeFileSync(pointsFile, lines.join('\n') + '\n');
writeFileSync(tilesFile, [...tiles].join('\n') + '\n');
