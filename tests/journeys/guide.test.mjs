// The guide from the first question to the slip, and territories, without a script and by keyboard.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import axeModule from '@axe-core/playwright';
import {startBrowser, startSite} from './site.mjs';

const AxeBuilder = axeModule.default ?? axeModule;
const answered = '/guide?besoin=demarches&niveau=debut&lieu=23096&moyen=voiture';
const kinds = ['/guide', '/guide?besoin=demarches', '/guide?besoin=demarches&lieu=23096', answered, '/guide/classement',
  '/territoires', '/territoires/R-75', '/territoires/23', '/territoires/23096', '/territoires/absent',
  '/mentions-legales', '/confidentialite', '/accessibilite', '/sources'];

let site, browser;
before(async () => { site = await startSite(); browser = await startBrowser(); });
after(async () => { await browser?.close(); await site?.close(); });

async function visit(path, options = {}) {
  const context = await browser.newContext({javaScriptEnabled: false, ...options});
  const page = await context.newPage();
  await page.goto(site.address + path);
  return page;
}

test('a person answers three questions and gets three to five explained places', async () => {
  const page = await visit('/');
  await page.getByRole('link', {name: 'Répondez à trois questions'}).click();
  await page.getByLabel('Faire une démarche en ligne').check();
  await page.getByLabel('Je débute').check();
  await page.getByRole('button', {name: 'Continuer'}).click();
  await page.getByLabel('Votre commune, votre code postal ou votre adresse').fill('Guéret');
  await page.getByRole('button', {name: 'Continuer'}).click();
  assert.match(page.url(), /lieu=23096/);
  assert.doesNotMatch(page.url(), /Gu/);
  await page.getByLabel('En voiture').check();
  await page.getByRole('button', {name: 'Voir les lieux proposés'}).click();
  const count = await page.locator('.proposal').count();
  assert.ok(count >= 3 && count <= 5, `${count} places`);
  for (const proposal of await page.locator('.proposal').all())
    assert.equal(await proposal.locator('.why > li:not(.doubt)').count(), 3);
  await page.getByRole('link', {name: 'Fiche à emporter'}).first().click();
  assert.ok(await page.getByRole('heading', {name: 'Par SMS'}).isVisible());
  assert.ok((await page.locator('.sms').textContent()).length <= 160);
});

test('the keyboard alone goes through the guide', async () => {
  const page = await visit('/guide', {javaScriptEnabled: true});
  const tabTo = async (locator) => {
    for (let i = 0; i < 80; ++i) {
      await page.keyboard.press('Tab');
      if (await locator.evaluate((element) => element === document.activeElement)) return;
    }
    assert.fail('never reached');
  };
  await tabTo(page.getByLabel('Faire une démarche en ligne'));
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');
  await page.waitForURL(/besoin=demarches/);
  await tabTo(page.getByLabel(/^Votre commune/));
  await page.keyboard.type('Guéret');
  await page.keyboard.press('Enter');
  await page.waitForURL(/lieu=/);
  await tabTo(page.getByLabel('À pied'));
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');
  await page.waitForURL(/moyen=pied/);
  assert.ok(await page.locator('.proposal').count() >= 3);
});

test('what names several communes is a choice, what names none is an error that keeps the words', async () => {
  const page = await visit('/guide?besoin=demarches');
  const field = page.getByLabel(/^Votre commune/);
  await field.fill('Saint-Denis');
  await page.getByRole('button', {name: 'Continuer'}).click();
  assert.ok(await page.locator('.choice-links a').count() >= 2);
  await field.fill('xyzzyx');
  await page.getByRole('button', {name: 'Continuer'}).click();
  assert.ok(await page.locator('.field-error').isVisible());
  assert.equal(await field.inputValue(), 'xyzzyx');
});

test('a slip prints the place alone, in 16 points or more', async () => {
  const page = await visit(answered);
  await page.locator('.proposal .button.secondary').first().click();
  await page.emulateMedia({media: 'print'});
  assert.equal(await page.locator('.slip-ways, .site-header, .site-footer').filter({visible: true}).count(), 0);
  const sizes = await page.locator('.slip p').evaluateAll((lines) => lines.map((line) => parseFloat(getComputedStyle(line).fontSize)));
  assert.ok(sizes.every((size) => Math.round(size * 0.75) >= 16), `${sizes}`);
  const pdf = await fetch(`${page.url()}.pdf`);
  assert.equal(pdf.headers.get('content-type'), 'application/pdf');
});

test('territories lead from the country to a place', async () => {
  const page = await visit('/territoires');
  for (const name of ['Nouvelle-Aquitaine', 'Creuse', 'CA du Grand Guéret', 'Guéret'])
    await page.getByRole('main').getByRole('link', {name, exact: true}).first().click();
  assert.equal(await page.getByRole('heading', {level: 1}).textContent(), 'Guéret');
  await page.locator('.place-card h2 a').first().click();
  assert.match(page.url(), /\/lieux\//);
});

for (const width of [320, 1280]) {
  test(`axe finds nothing at ${width} px, and nothing is wider than the screen`, async () => {
    const context = await browser.newContext({viewport: {width, height: 900}, bypassCSP: true});
    const page = await context.newPage();
    await page.goto(site.address + answered);
    const slip = new URL(await page.locator('.proposal .button.secondary').first().evaluate((link) => link.href)).pathname;
    for (const path of [...kinds, slip]) {
      await page.goto(site.address + path);
      const {violations} = await new AxeBuilder({page}).analyze();
      assert.deepEqual(violations.flatMap(({id, nodes}) => nodes.map((node) => `${path}: ${id} ${node.target}`)), []);
      const wide = await page.locator('html').evaluate((html) => html.scrollWidth);
      assert.ok(wide <= width, `${path} is ${wide} px wide`);
    }
    await context.close();
  });
}
