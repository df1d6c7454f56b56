// Searching with and without a script gives the same places; suggestions answer the keyboard.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {startBrowser, startSite} from './site.mjs';

let site, browser;
before(async () => { site = await startSite(); browser = await startBrowser(); });
after(async () => { await browser?.close(); await site?.close(); });

async function home(javaScriptEnabled = true) {
  const page = await (await browser.newContext({javaScriptEnabled})).newPage();
  await page.goto(site.address);
  return page;
}
const box = (page) => page.getByLabel('Où cherchez-vous de l’aide ?');
const places = (page) => page.locator('.place-card h2 a').evaluateAll((links) => links.map((link) => link.href));

test('what is written and sent finds the same places with and without a script', async () => {
  const found = [];
  for (const script of [false, true]) {
    const page = await home(script);
    await box(page).fill('gueret');
    await box(page).press('Enter');
    await page.waitForURL(/recherche/);
    found.push(await places(page));
    await page.context().close();
  }
  assert.ok(found[0].length > 0);
  assert.deepEqual(found[0], found[1]);
});

test('a suggestion is chosen with the keyboard', async () => {
  const page = await home();
  await box(page).pressSequentially('guére');
  const list = page.getByRole('listbox', {name: 'Suggestions'});
  await list.waitFor();
  assert.equal(await box(page).getAttribute('aria-expanded'), 'true');
  await box(page).press('ArrowDown');
  const active = await box(page).getAttribute('aria-activedescendant');
  assert.match(await page.locator(`#${active}`).textContent(), /Guéret/);
  assert.equal(await page.locator(`#${active}`).getAttribute('aria-selected'), 'true');
  await box(page).press('Enter');
  await page.waitForURL(/recherche/);
  assert.equal(await page.getByRole('heading', {level: 1}).textContent(), 'Lieux près de Guéret (23)');
});

test('Escape closes the suggestions and keeps what was written', async () => {
  const page = await home();
  await box(page).pressSequentially('guére');
  const list = page.getByRole('listbox', {name: 'Suggestions'});
  await list.waitFor();
  await box(page).press('Escape');
  assert.equal(await list.isVisible(), false);
  assert.equal(await box(page).inputValue(), 'guére');
  assert.equal(await box(page).getAttribute('aria-expanded'), 'false');
});

test('the number of suggestions is told', async () => {
  const page = await home();
  await box(page).pressSequentially('guére');
  await page.getByRole('listbox', {name: 'Suggestions'}).waitFor();
  assert.match(await page.locator('.search-row [role=status]').textContent(), /^\d+ suggestions?\. Flèches pour choisir\.$/);
});
