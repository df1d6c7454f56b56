// The public pages in English, Arabic and Ukrainian: as accessible as the French ones, mirrored where the script runs from
// right to left, and never a step back into French on the way to a place.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import axeModule from '@axe-core/playwright';
import {FileSystemConfigLoader, HtmlValidate} from 'html-validate';
import {publicPages, startBrowser, startSite} from './site.mjs';

const AxeBuilder = axeModule.default ?? axeModule;

let site, browser;
before(async () => { site = await startSite(); browser = await startBrowser(); });
after(async () => { await browser?.close(); await site?.close(); });

for (const width of [320, 1280]) {
  test(`axe finds nothing in Arabic at ${width} px, and nothing is wider than the screen`, async () => {
    const context = await browser.newContext({viewport: {width, height: 900}, bypassCSP: true});
    const page = await context.newPage();
    for (const [kind, path] of Object.entries(await publicPages(site.address, '/ar'))) {
      await page.goto(site.address + path);
      assert.equal(await page.locator('html').getAttribute('dir'), 'rtl', kind);
      const {violations} = await new AxeBuilder({page}).analyze();
      assert.deepEqual(violations.flatMap(({id, nodes}) => nodes.map((node) => `${kind}: ${id} ${node.target}`)), []);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth) <= width, kind);
    }
    await context.close();
  });
}

test('the long words of Ukrainian and English fit a small telephone', async () => {
  const context = await browser.newContext({viewport: {width: 320, height: 900}});
  const page = await context.newPage();
  for (const base of ['/uk', '/en']) {
    for (const [kind, path] of Object.entries(await publicPages(site.address, base))) {
      await page.goto(site.address + path);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth) <= 320, `${base} ${kind}`);
    }
  }
  await context.close();
});

test('the source of each page is valid in Arabic', async () => {
  const loader = new FileSystemConfigLoader({root: true, extends: ['html-validate:standard'],
    rules: {'no-trailing-whitespace': 'off', 'long-title': 'off'}});
  const validator = new HtmlValidate(loader);
  for (const [kind, path] of Object.entries(await publicPages(site.address, '/ar'))) {
    const source = await fetch(site.address + path).then((answer) => answer.text());
    const {results} = await validator.validateString(source, kind);
    assert.deepEqual(results.flatMap(({messages}) => messages.map((found) => `${kind}: ${found.ruleId} ${found.message}`)), []);
  }
});

test('who reads Arabic goes from a French page to a slip without another word of French from us', async () => {
  const page = await browser.newPage();
  const path = () => new URL(page.url()).pathname;
  await page.goto(`${site.address}/guide?besoin=demarches`);
  await page.getByRole('link', {name: 'العربية'}).click();
  assert.equal(page.url(), `${site.address}/ar/guide?besoin=demarches`);
  await page.getByRole('textbox').fill('Guéret');
  await page.getByRole('button', {name: 'متابعة'}).click();
  await page.waitForURL(/lieu=23096/);
  assert.equal(path(), '/ar/guide');
  await page.getByLabel('بالسيارة').check();
  await page.getByRole('button', {name: 'عرض الأماكن المقترحة'}).click();
  await page.getByRole('link', {name: /بطاقة تأخذونها معكم/}).first().click();
  assert.match(path(), /^\/ar\/lieux\/.+\/fiche$/);
  await page.getByRole('link', {name: 'فتح بصيغة PDF'}).waitFor();
  await page.close();
});

test('suggestions lead to pages in the language', async () => {
  const page = await browser.newPage();
  await page.goto(`${site.address}/uk`);
  await page.getByRole('combobox').pressSequentially('gueret');
  await page.getByRole('option', {name: /Guéret/}).first().click();
  await page.waitForURL(/\/uk\/recherche/);
  await page.close();
});
