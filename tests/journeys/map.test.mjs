// The map beside the list: brought on demand, worked with the keyboard, light enough, nothing from elsewhere.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import axeModule from '@axe-core/playwright';
import {startBrowser, startSite} from './site.mjs';

const AxeBuilder = axeModule.default ?? axeModule;
const list = '/lieux?departement=23';

let site, browser;
before(async () => { site = await startSite(); browser = await startBrowser({drawing: true}); });
after(async () => { await browser?.close(); await site?.close(); });

/** A page with its map open; `seen` gathers what went over the line. */
async function withMap(options = {}) {
  const context = await browser.newContext({reducedMotion: 'reduce', viewport: {width: 1280, height: 900}, ...options});
  const page = await context.newPage();
  const seen = {requests: 0, bytes: 0, hosts: new Set()};
  const cdp = await context.newCDPSession(page);
  await cdp.send('Network.enable');
  cdp.on('Network.requestWillBeSent', ({request}) => {
    if (request.url.startsWith('blob:') || request.url.startsWith('data:')) return;
    ++seen.requests;
    seen.hosts.add(new URL(request.url).host);
  });
  cdp.on('Network.loadingFinished', ({encodedDataLength}) => { seen.bytes += encodedDataLength; });
  await page.goto(site.address + list);
  await page.getByRole('button', {name: 'Voir la carte'}).press('Enter');
  await page.locator('.map-cluster, .map-place').first().waitFor();
  return {context, page, seen};
}

test('without a script there is no button for a map', async () => {
  const context = await browser.newContext({javaScriptEnabled: false});
  const page = await context.newPage();
  await page.goto(site.address + list);
  assert.ok(await page.locator('.place-list li').first().isVisible());
  assert.equal(await page.getByRole('button', {name: 'Voir la carte'}).count(), 0);
  await context.close();
});

test('the map costs at most 250 kB and 12 requests before its tiles, all from here', async () => {
  const {context, seen} = await withMap();
  assert.deepEqual([...seen.hosts], [new URL(site.address).host]);
  assert.ok(seen.bytes <= 250_000, `${seen.bytes} bytes`);
  console.log(`${seen.requests} requests, ${seen.bytes} bytes`);
  await context.close();
});

test('a cluster opens with the keyboard until places appear, and they are those of the list', async () => {
  const {context, page} = await withMap();
  for (let tries = 0; tries < 12 && await page.locator('.map-place').count() === 0; ++tries) {
    const cluster = page.locator('.map-cluster').first();
    assert.match(await cluster.getAttribute('aria-label'), /^\S+ lieux ici/);
    await cluster.press('Enter');
    await page.waitForTimeout(0);
    await page.locator('.map-cluster, .map-place').first().waitFor();
  }
  const mark = page.locator('.map-place').first();
  await mark.waitFor();
  const address = await mark.getAttribute('href');
  await mark.press('Enter');
  await page.waitForURL(`**${address}`);
  assert.equal(await page.getByRole('heading', {level: 1}).count(), 1);
  await context.close();
});

test('axe finds nothing on an open map', async () => {
  for (const width of [320, 1280]) {
    const {context, page} = await withMap({viewport: {width, height: 900}, bypassCSP: true});
    const {violations} = await new AxeBuilder({page}).analyze();
    assert.deepEqual(violations.flatMap(({id, nodes}) => nodes.map((node) => `${id} ${node.target}`)), []);
    await context.close();
  }
});
