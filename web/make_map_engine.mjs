#!/usr/bin/env node
// Writes map-engine.js.br and map-engine.js.gz, the map's engine as browsers get it, from the npm package maplibre-gl.
//
//   npm ci && node web/make_map_engine.mjs
import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';
import { fileURLToPath } from 'node:url';
import { createRequire } from 'node:module';

const here = path.dirname(fileURLToPath(import.meta.url));
const source = createRequire(import.meta.url).resolve('maplibre-gl/dist/maplibre-gl.js');
const bytes = fs.readFileSync(source);
const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_SIZE_HINT, BROTLI_MAX_QUALITY } = zlib.constants;
const brotli = zlib.brotliCompressSync(bytes, {
  params: { [BROTLI_PARAM_QUALITY]: BROTLI_MAX_QUALITY, [BROTLI_PARAM_SIZE_HINT]: bytes.length },
});
const gzip = zlib.gzipSync(bytes, { level: 9 });
fs.writeFileSync(path.join(here, 'map-engine.js.br'), brotli);
fs.writeFileSync(path.join(here, 'map-engine.js.gz'), gzip);
console.log(`${bytes.length} bytes, ${gzip.length} with gzip, ${brotli.length} with brotli`);
