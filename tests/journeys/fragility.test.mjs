// The index of fragility: read without a script, tried with one, by keyboard.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {startBrowser, startSite} from './site.mjs';

let site, browser;
before(async () => { site = await startSite(); browser = await startBrowser({drawing: true}); });
after(async () => { await browser?.close(); await site?.close(); });

async function visit(path, options = {}) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  await page.goto(site.address + path);
  return page;
}
const withoutScript = {javaScriptEnabled: false};

test('a person finds their commune, its rank and how sure it is, without a script', async () => {
  const page = await visit('/fragilite', withoutScript);
  await page.getByLabel('Quel territoire regardez-vous ?').fill('Guéret');
  await page.getByRole('button', {name: 'Rechercher'}).click();
  await page.getByRole('link', {name: 'Guéret (23)'}).first().click();
  assert.equal(await page.getByRole('heading', {level: 1}).textContent(), 'Guéret (23)');
  assert.ok(await page.getByRole('heading', {name: /^[\d\s]+e sur [\d\s]+ communes$/}).isVisible());
  assert.match(await page.locator('.need-score').textContent(), /neuf fois sur dix/);
  assert.ok(await page.getByRole('heading', {name: 'Ce qui fait cet indice'}).isVisible());
});

test('the map is drawn without a script and reads as a table', async () => {
  const page = await visit('/fragilite', withoutScript);
  assert.equal(await page.locator('svg.need-map g a').count(), 105);
  await page.getByText('Lire la carte comme un tableau').click();
  const table = page.getByRole('table', {name: 'Tous les territoires de la carte'});
  assert.equal(await table.getByRole('row').count(), 1 + 100);
});

test('territories are compared, and taken back', async () => {
  const page = await visit('/fragilite/comparer', withoutScript);
  for (const name of ['Creuse', 'Guéret']) {
    await page.getByLabel('Ajouter un territoire').fill(name);
    await page.getByRole('button', {name: 'Ajouter'}).click();
  }
  assert.match(page.url(), /t=23/);
  assert.match(await page.locator('.lead').textContent(), /^Creuse est le plus fragile/);
  await page.getByRole('link', {name: 'Retirer Guéret (23)'}).click();
  assert.doesNotMatch(page.url(), /23096/);
});

test('weights answer while they are changed, and the address keeps them', async () => {
  const page = await visit('/fragilite/ponderer');
  const told = page.locator('#resultat [role=status]');
  assert.match(await told.textContent(), /rangent les territoires comme/);
  await page.getByLabel('65 ans et plus').fill('0');
  await page.locator('#resultat [role=status]', {hasText: 'changent de dixième'}).waitFor();
  assert.match(page.url(), /part_65_ans_et_plus=0/);
  await page.reload();
  assert.match(await told.textContent(), /changent de dixième/);
});

test('weights work without a script, under a name of one’s own', async () => {
  const page = await visit('/fragilite/ponderer', withoutScript);
  await page.getByLabel('Locaux sans 30 Mbit/s').fill('10');
  await page.getByLabel('Nom de votre scénario').fill('Le débit compte');
  await page.getByRole('button', {name: 'Calculer'}).click();
  assert.equal(await page.getByRole('heading', {level: 1}).textContent(), 'Le débit compte');
  assert.match(await page.locator('#resultat').textContent(), /changent de dixième/);
});

test('the moving map opens by keyboard, says what it shows, and leads to the profile', async () => {
  const page = await visit('/fragilite', {viewport: {width: 1280, height: 900}});
  const button = page.getByRole('button', {name: 'Ouvrir la carte jusqu’aux communes'});
  await button.focus();
  await page.keyboard.press('Enter');
  const reading = page.locator('.map-reading a');
  await reading.waitFor({timeout: 60_000}); // the site still prepares its intervals, the browser draws in software
  await page.locator('.map-reading a:not([href=""])[href]').waitFor();
  assert.match(await reading.textContent(), /indice/);
  await reading.focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/fragilite\/\w+$/);
});

test('nothing scrolls sideways on a small telephone', async () => {
  const page = await visit('/fragilite', {viewport: {width: 320, height: 700}});
  for (const path of ['/fragilite', '/fragilite/23', '/fragilite/comparer?t=23&t=15', '/fragilite/ponderer',
    '/fragilite/nuage', '/fragilite/methodes/ifn-v4', '/fragilite/donnees', '/fragilite/classement']) {
    await page.goto(site.address + path);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320, path);
  }
});
