// The directory on another site: the script makes a frame of one element, for whoever moves from the incumbent's too; the frame is
// light, needs no script, and is accessible.
import assert from 'node:assert/strict';
import {createServer} from 'node:http';
import {after, before, test} from 'node:test';
import axeModule from '@axe-core/playwright';
import {startBrowser, startSite} from './site.mjs';

const AxeBuilder = axeModule.default ?? axeModule;

let site, browser, host, hostAddress, body;
before(async () => {
  site = await startSite();
  browser = await startBrowser();
  host = createServer((request, response) => {
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.end(`<!doctype html><html lang="fr"><title>Mairie</title><main><h1>Mairie</h1>${body}</main></html>`);
  });
  await new Promise((resolve) => host.listen(0, '127.0.0.1', resolve));
  hostAddress = `http://127.0.0.1:${host.address().port}/`;
});
after(async () => {
  await browser?.close();
  await site?.close();
  await new Promise((resolve) => host.close(resolve));
});

const script = () => `<script src="${site.address}/maillage-integration.js"></script>`;

async function visitHost(content, options = {}) {
  body = content;
  const context = await browser.newContext(options);
  const page = await context.newPage();
  await page.goto(hostAddress);
  return page;
}

test('an element shows the places of a département, and a place opens beside', async () => {
  const page = await visitHost(`${script()}<maillage-lieux departement="16"><a href="#">Les lieux</a></maillage-lieux>`);
  const frame = page.frameLocator('iframe[title="Lieux d’aide au numérique"]');
  const place = frame.locator('.place-card h2 a').first();
  await place.waitFor();
  const [beside] = await Promise.all([page.context().waitForEvent('page'), place.click()]);
  await beside.waitForLoadState();
  assert.match(new URL(beside.url()).pathname, /^\/lieux\//);
  await frame.getByLabel('Commune, code postal ou nom d’un lieu').fill('atlantide');
  await frame.getByRole('button', {name: 'Rechercher'}).click();
  await frame.getByText('0 lieu').waitFor();
  await page.context().close();
});

test('the element of the incumbent keeps its attributes', async () => {
  const page = await visitHost(`${script()}<cartographie-inclusion-numerique api-url="https://ailleurs.exemple/api"
    app-name="Hub du Sud" logo-url="javascript:alert(1)" help-url="mailto:aide@exemple.fr" help-label="Besoin d’aide ?"
    latitude="45.65" longitude="0.16" zoom="9" territoire-type="departements" territoires="16"
    matomo-url="https://mesure.exemple" matomo-site-id="1"></cartographie-inclusion-numerique>`);
  const asked = [];
  page.on('request', (request) => asked.push(new URL(request.url()).origin));
  await page.reload();
  assert.ok(await page.getByText('Hub du Sud').isVisible());
  assert.equal(await page.getByRole('link', {name: 'Besoin d’aide ?'}).getAttribute('href'), 'mailto:aide@exemple.fr');
  assert.equal(await page.locator('cartographie-inclusion-numerique img').count(), 0);
  const address = new URL(await page.locator('iframe').getAttribute('src'));
  assert.equal(address.origin, site.address);
  assert.equal(address.search, '?territoire_type=departements&territoires=16&latitude=45.65&longitude=0.16&zoom=9');
  await page.frameLocator('iframe').locator('.count').waitFor();
  assert.deepEqual([...new Set(asked)].sort(), [new URL(hostAddress).origin, site.address].sort());
  await page.context().close();
});

test('the text between the tags is there when no script runs, and the frame works without one', async () => {
  const page = await visitHost(`${script()}<maillage-lieux><a href="${site.address}/lieux">Les lieux</a></maillage-lieux>
    <iframe title="Lieux" src="${site.address}/integrer/cadre"></iframe>`, {javaScriptEnabled: false});
  assert.ok(await page.getByRole('link', {name: 'Les lieux'}).isVisible());
  assert.ok(await page.frameLocator('iframe').locator('.place-card').count() > 0);
  await page.context().close();
});

test('a frame weighs less than 100 kB at first view and sets no cookie', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  const client = await context.newCDPSession(page);
  await client.send('Network.enable');
  let bytes = 0;
  client.on('Network.loadingFinished', ({encodedDataLength}) => { bytes += encodedDataLength; });
  await page.goto(`${site.address}/integrer/cadre`, {waitUntil: 'networkidle'});
  assert.ok(bytes > 5_000 && bytes <= 100_000, `${bytes} bytes`);
  assert.deepEqual(await context.cookies(), []);
  await context.close();
});

test('axe finds nothing in the frame, nor around it', async () => {
  for (const width of [320, 1280]) {
    const page = await visitHost(`${script()}<maillage-lieux app-name="Mairie" help-url="/aide"></maillage-lieux>`, {viewport: {width, height: 900}, bypassCSP: true});
    await page.frameLocator('iframe').locator('.place-card').first().waitFor();
    const {violations} = await new AxeBuilder({page}).analyze();
    assert.deepEqual(violations.flatMap(({id, nodes}) => nodes.map((node) => `${id} ${node.target}`)), []);
    await page.context().close();
  }
});

test('no other page can be framed', async () => {
  const page = await visitHost(`<iframe title="Liste" src="${site.address}/lieux"></iframe>`);
  assert.equal(await page.frameLocator('iframe').locator('.place-card').count(), 0);
  await page.context().close();
});
