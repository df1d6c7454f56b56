// What can be checked without a person: axe, valid source, one title, large targets, room for wide letters. The criteria
// that ask for judgement are in docs/rgaa.md.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import axeModule from '@axe-core/playwright';
import {FileSystemConfigLoader, HtmlValidate} from 'html-validate';
import {pageKinds, startBrowser, startSite} from './site.mjs';

const AxeBuilder = axeModule.default ?? axeModule;

let site, browser;
before(async () => { site = await startSite(); browser = await startBrowser(); });
after(async () => { await browser?.close(); await site?.close(); });

for (const colorScheme of ['light', 'dark']) {
  for (const width of [320, 1280]) {
    test(`axe finds nothing at ${width} px, ${colorScheme}`, async () => {
      const context = await browser.newContext({colorScheme, viewport: {width, height: 900}, bypassCSP: true});
      const page = await context.newPage();
      for (const [kind, path] of Object.entries(await pageKinds(site.address))) {
        await page.goto(site.address + path);
        const axe = new AxeBuilder({page});
        // In the dark only colours differ: the other rules have spoken in the light.
        if (colorScheme === 'dark') axe.withRules(['color-contrast', 'link-in-text-block']);
        const {violations} = await axe.analyze();
        const found = violations.flatMap(({id, nodes}) => nodes.map((node) => `${kind}: ${id} ${node.target}`));
        assert.deepEqual(found, []);
      }
      await context.close();
    });
  }
}

test('each page has one title, its landmarks, and targets of 44 px for what is pressed', async () => {
  const context = await browser.newContext({viewport: {width: 320, height: 900}});
  const page = await context.newPage();
  for (const [kind, path] of Object.entries(await pageKinds(site.address))) {
    await page.goto(site.address + path);
    assert.equal(await page.locator('h1').count(), 1, kind);
    for (const role of ['banner', 'main', 'contentinfo']) assert.equal(await page.getByRole(role).count(), 1, `${kind} ${role}`);
    const small = await page.locator('.button, input, select, .pager a, header a, footer a').evaluateAll((elements) => elements
        .filter((element) => element.checkVisibility() && element.type !== 'hidden')
        .map((element) => ['radio', 'checkbox'].includes(element.type) ? element.labels[0] : element)  // its label is pressed too
        .filter((element) => element.getBoundingClientRect().height < 44)
        .map((element) => element.outerHTML.slice(0, 80)));
    assert.deepEqual(small, [], kind);
  }
  await context.close();
});

test('the source of each page is valid', async () => {
  const loader = new FileSystemConfigLoader({root: true, extends: ['html-validate:standard'],
    rules: {'no-trailing-whitespace': 'off', 'long-title': 'off'}});
  const validator = new HtmlValidate(loader);
  for (const [kind, path] of Object.entries(await pageKinds(site.address))) {
    const source = await fetch(site.address + path).then((answer) => answer.text());
    const {results} = await validator.validateString(source, kind);
    assert.deepEqual(results.flatMap(({messages}) => messages.map((found) => `${kind}: ${found.ruleId} ${found.message}`)), []);
  }
});

test('wide letters, words and lines cut nothing', async () => {
  for (const width of [320, 1280]) {
    const context = await browser.newContext({viewport: {width, height: 900}, bypassCSP: true});
    const page = await context.newPage();
    for (const [kind, path] of Object.entries(await pageKinds(site.address))) {
      await page.goto(site.address + path);
      await page.addStyleTag({content: `* { line-height: 1.5 !important; letter-spacing: .12em !important;
        word-spacing: .16em !important } p { margin-block-end: 2em !important }`});
      const cut = await page.evaluate(() => [...document.querySelectorAll('body *')]
          .filter((element) => element.checkVisibility() && element.clientHeight > 1 && element.clientWidth > 1)
          .filter((element) => ['hidden', 'clip'].includes(getComputedStyle(element).overflow))
          .filter((element) => element.scrollHeight > element.clientHeight + 1 || element.scrollWidth > element.clientWidth + 1)
          .map((element) => element.outerHTML.slice(0, 80)));
      assert.deepEqual(cut, [], `${kind}, ${width} px`);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(wide <= width, `${kind}, ${width} px: ${wide} px wide`);
    }
    await context.close();
  }
});
