// Everything a person comes for, in a browser that runs no script.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {longList, pageKinds, startBrowser, startSite} from './site.mjs';

let site, browser;
before(async () => { site = await startSite(); browser = await startBrowser(); });
after(async () => { await browser?.close(); await site?.close(); });

async function visit(path, options = {}) {
  const context = await browser.newContext({javaScriptEnabled: false, ...options});
  const page = await context.newPage();
  await page.goto(site.address + path);
  return page;
}

test('a person finds a place near their commune and its telephone', async () => {
  const page = await visit('/');
  await page.getByLabel("Où cherchez-vous de l’aide ?").fill('Guéret');
  await page.getByRole('button', {name: 'Rechercher'}).click();
  assert.equal(await page.getByRole('heading', {level: 1}).textContent(), 'Lieux près de Guéret (23)');
  await page.locator('.place-card:has(a[href^="tel:"]) h2 a').first().click();
  assert.ok(await page.getByRole('link', {name: /^Appeler le 0/}).isVisible());
  assert.ok(await page.getByRole('heading', {name: 'Horaires'}).isVisible());
  assert.match(await page.locator('.opening').first().textContent(), /Ouvert|Ferme|Fermé|Horaires|rendez-vous/);
});

test('filters add up, can be taken back, and stay in the address', async () => {
  const page = await visit('/lieux');
  await page.getByLabel('Besoin').selectOption('demarches');
  await page.getByLabel('Département').selectOption('16');
  await page.getByRole('button', {name: 'Rechercher'}).click();
  assert.match(page.url(), /service=demarches/);
  assert.match(page.url(), /departement=16/);
  await page.getByRole('link', {name: /Retirer le filtre : Charente/}).click();
  assert.doesNotMatch(page.url(), /departement=/);
  assert.match(page.url(), /service=demarches/);
});

test('a long list goes on from page to page without a repetition', async () => {
  const page = await visit(longList);
  const seen = [];
  for (let number = 1; ; ++number) {
    seen.push(...await page.locator('.place-card h2 a').evaluateAll((links) => links.map((link) => link.href)));
    const next = page.getByRole('link', {name: 'Suivante'});
    if (await next.count() === 0) break;
    await next.click();
  }
  const total = Number((await page.locator('.count').textContent()).match(/^\d+/)[0]);
  assert.equal(seen.length, total);
  assert.equal(new Set(seen).size, total);
});

test('a search without an answer says what to do next', async () => {
  const page = await visit('/recherche?q=atlantide');
  assert.ok(await page.getByRole('heading', {name: /^Aucun lieu ne répond à «\satlantide\s»$/}).isVisible());
  await page.getByRole('link', {name: 'Voir tous les lieux'}).click();
  assert.equal(new URL(page.url()).pathname, '/lieux');
});

test('nothing is wider than a small telephone', async () => {
  for (const [kind, path] of Object.entries(await pageKinds(site.address))) {
    const page = await visit(path, {viewport: {width: 320, height: 640}});
    const width = await page.locator('html').evaluate((html) => html.scrollWidth);
    assert.ok(width <= 320, `${kind} is ${width} px wide`);
    await page.context().close();
  }
});

test('a page asks nothing of other hosts and breaks none of its own rules', async () => {
  for (const [kind, path] of Object.entries(await pageKinds(site.address))) {
    const context = await browser.newContext();
    const page = await context.newPage();
    const problems = [];
    page.on('request', (request) => { if (!request.url().startsWith(site.address)) problems.push(request.url()); });
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().includes('404')) problems.push(message.text());
    });
    await page.goto(site.address + path);
    assert.deepEqual(problems, [], kind);
    await context.close();
  }
});

test('pages are light: 20 kB of HTML, 15 kB of style, compressed', async () => {
  const size = async (path) => {
    const answer = await browser.newContext().then((context) => context.request.get(site.address + path));
    return Number(answer.headers()['content-length']);
  };
  for (const path of ['/', '/lieux', '/recherche?q=gueret']) assert.ok(await size(path) <= 20_000, path);
  const home = await fetch(site.address).then((answer) => answer.text());
  assert.ok(await size(home.match(/rel="stylesheet" href="([^"]+)"/)[1]) <= 15_000);
});

test('the program stops when it is told to', async () => {
  const other = await startSite();
  assert.equal(await other.close(), 0);
});
