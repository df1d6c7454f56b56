// A reviewer's morning: the personal link, two records side by side, a decision, the way back; with and without script.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import axeModule from '@axe-core/playwright';
import {startBrowser, startSite} from './site.mjs';

const AxeBuilder = axeModule.default ?? axeModule;
const pair = '/relecture/la-creuse_18/voisins_3';
const merged = '/lieux/hub-lo_31';

let site, browser;
before(async () => { site = await startSite({review: true}); browser = await startBrowser(); });
after(async () => { await browser?.close(); await site?.close(); });

async function enter(options = {}) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  await page.goto(site.link);
  await page.getByRole('button', {name: 'Commencer la relecture'}).click();
  await page.waitForURL(/\/relecture$/);
  return page;
}

async function assertAccessible(page, kind) {
  const {violations} = await new AxeBuilder({page}).analyze();
  assert.deepEqual(violations.flatMap(({id, nodes}) => nodes.map((node) => `${kind}: ${id} ${node.target}`)), []);
}

test('nobody reads the queue without a personal link', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  for (const path of ['/relecture', pair]) {
    const answer = await page.goto(site.address + path);
    assert.equal(answer.status(), 403);
    assert.ok(await page.getByRole('heading', {name: 'Cette page est réservée aux relecteurs'}).isVisible());
  }
  assert.equal((await page.goto(site.address + '/relecture/entrer?jeton=faux')).status(), 200);
  await page.getByRole('button', {name: 'Commencer la relecture'}).click();
  assert.ok(await page.getByRole('heading', {name: 'Ce lien n’ouvre plus la relecture'}).isVisible());
});

test('the session is out of reach of scripts', async () => {
  const page = await enter();
  const [cookie] = await page.context().cookies();
  assert.equal(cookie.httpOnly, true);
  assert.equal(cookie.sameSite, 'Strict');
  assert.equal(await page.evaluate(() => document.cookie), '');
});

test('without a script a reviewer decides, says why, and takes it back', async () => {
  const page = await enter({javaScriptEnabled: false});
  await page.goto(site.address + pair);
  assert.match(await page.locator('.lead').textContent(), /l’un de l’autre|même point|distance est inconnue/);
  await page.getByLabel(/Pourquoi/).fill('le numéro de la rue diffère');
  await page.getByRole('button', {name: 'Deux lieux'}).click();
  await page.goto(site.address + pair);
  assert.ok(await page.getByText('C’est noté. Ce sont deux lieux.').isVisible());
  await page.getByRole('button', {name: /^Annuler/}).click();
  await page.goto(site.address + '/relecture');
  assert.ok(await page.getByText('La décision est annulée.').first().isVisible());
  assert.ok(await page.getByText(/le numéro de la rue diffère/).isVisible());
});

test('with single keys a reviewer decides, and can stop the keys', async () => {
  const page = await enter();
  await page.goto(site.address + pair);
  await page.getByLabel(/Pourquoi/).pressSequentially('mdp');
  assert.equal(await page.getByLabel(/Pourquoi/).inputValue(), 'mdp', 'keys are letters in a field');
  await page.getByRole('button', {name: /Raccourcis/}).click();
  await page.locator('h1').click();
  await page.keyboard.press('m');
  assert.equal(new URL(page.url()).pathname, pair, 'stopped keys do nothing');
  await page.getByRole('button', {name: /Raccourcis/}).click();
  await page.keyboard.press('m');
  await page.waitForURL((url) => url.pathname !== pair);
  await page.goto(site.address + pair);
  assert.ok(await page.getByText('C’est noté. C’est le même lieu.').isVisible());
  await page.getByRole('button', {name: /^Annuler/}).click();
});

test('every button of a decision is reached by Tab and seen', async () => {
  const page = await enter();
  await page.goto(site.address + pair);
  const names = [];
  while (names.length < 40 && !names.at(-1)?.startsWith('Plus tard')) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => {
      const style = getComputedStyle(document.activeElement);
      return {name: document.activeElement.textContent.trim(), outlined: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 3};
    });
    assert.ok(focused.outlined, focused.name);
    names.push(focused.name);
  }
  for (const label of ['Même lieu', 'Deux lieux', 'Plus tard']) assert.ok(names.some((name) => name.startsWith(label)), label);
});

test('a merged place has one address, its sources, and what they say otherwise', async () => {
  const answer = await fetch(`${site.address}/lieux/voisins_1`, {redirect: 'manual'});
  assert.equal(answer.status, 301);
  assert.equal(answer.headers.get('location'), merged);
  const page = await (await browser.newContext({javaScriptEnabled: false})).newPage();
  await page.goto(site.address + '/lieux/voisins_1');
  assert.equal(new URL(page.url()).pathname, merged);
  assert.ok(await page.getByText('2 fiches parlent de ce lieu.').isVisible());
  assert.ok(await page.getByRole('heading', {name: 'Les sources ne disent pas toutes la même chose'}).isVisible());
  assert.ok(await page.locator('.other-values').first().getByText(/^Selon /).isVisible());
  await page.goto(site.address + '/recherche?q=dun-sur-auron&par=nom');
  assert.equal(await page.locator('.place-card').count(), 1);
});

for (const colorScheme of ['light', 'dark']) {
  for (const width of [320, 1280]) {
    test(`axe finds nothing at ${width} px, ${colorScheme}, and nothing is too wide`, async () => {
      const page = await enter({bypassCSP: true, colorScheme, viewport: {width, height: 900}});
      for (const path of ['/relecture', pair, merged]) {
        await page.goto(site.address + path);
        await assertAccessible(page, path);
        const scrolled = await page.locator('html').evaluate((html) => html.scrollWidth);
        assert.ok(scrolled <= width, `${path} is ${scrolled} px wide`);
      }
      await page.context().clearCookies();
      await page.goto(site.address + '/relecture');
      await assertAccessible(page, 'closed');
      await page.goto(site.link);
      await assertAccessible(page, 'door');
    });
  }
}
