// Makes icons.svg, one symbol for each icon that the pages use, from npm's lucide-static (ISC licence) and mark.svg.
// Run it after adding a name here: node web/make_icons.mjs
import {readFileSync, writeFileSync} from 'node:fs';

const names = [
  'accessibility', 'arrow-up-right', 'baby', 'briefcase', 'building-2', 'calendar-check', 'check', 'chevron-down',
  'chevron-left', 'chevron-right', 'circle-check', 'circle-question-mark', 'circle-x', 'clock', 'clock-alert', 'coins', 'database', 'door-open', 'file-check-2',
  'globe', 'hand-heart', 'info', 'languages', 'laptop', 'lightbulb', 'list-filter', 'mail', 'map-pin', 'navigation', 'palette',
  'phone', 'route', 'search', 'shield-check', 'smartphone', 'triangle-alert', 'users', 'wifi', 'x',
];
const folder = new URL('.', import.meta.url);
const shapes = (svg) => svg.slice(svg.indexOf('>', svg.indexOf('<svg')) + 1, svg.lastIndexOf('</svg>')).replace(/\n\s*/g, '').replace(/<style>.*<\/style>/, '');
const symbol = (name) => {
  const svg = readFileSync(new URL(`../node_modules/lucide-static/icons/${name}.svg`, folder), 'utf8');
  return `<symbol id="${name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">${shapes(svg)}</symbol>`;
};
const mark = `<symbol id="mark" viewBox="0 0 32 32">${shapes(readFileSync(new URL('mark.svg', folder), 'utf8'))}</symbol>`;
const licence = '<!-- Icons: Lucide (lucide.dev), ISC licence, Copyright (c) Lucide Icons and Contributors. Mark: Maillage. -->';
writeFileSync(new URL('icons.svg', folder),
    `<svg xmlns="http://www.w3.org/2000/svg">${licence}\n${[mark, ...names.map(symbol)].join('\n')}\n</svg>\n`);
