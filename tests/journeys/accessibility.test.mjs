// axe finds nothing on any kind of page, on a telephone and a wide screen, in light and dark.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import axeModule from '@axe-core/playwright';
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
        .filter((element) => element.getBoundingClientRect().height < 44)
        .map((element) => element.outerHTML.slice(0, 80)));
    assert.deepEqual(small, [], kind);
  }
  await context.close();
});
