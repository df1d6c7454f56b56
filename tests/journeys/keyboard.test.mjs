// From the first key to the telephone number without a mouse.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {startBrowser, startSite} from './site.mjs';

let site, browser, page;
before(async () => {
  site = await startSite();
  browser = await startBrowser();
  page = await browser.newPage();
});
after(async () => { await browser?.close(); await site?.close(); });

const focused = () => page.evaluate(() => {
  const element = document.activeElement;
  const style = getComputedStyle(element);
  return {
    name: element.textContent.trim(), id: element.id, tag: element.localName,
    outlined: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 3,
    inside: element.getBoundingClientRect().top >= 0,
  };
});

async function tabTo(wanted) {
  for (let presses = 0; presses < 80; ++presses) {
    await page.keyboard.press('Tab');
    const element = await focused();
    assert.ok(element.outlined, `focus can't be seen on ${element.tag} ${element.name}`);
    if (wanted(element)) return element;
  }
  throw new Error('never reached');
}

test('the first key offers to skip the header', async () => {
  await page.goto(site.address + '/');
  await page.keyboard.press('Tab');
  const link = await focused();
  assert.equal(link.name, 'Aller au contenu');
  assert.ok(link.inside);
  await page.keyboard.press('Enter');
  assert.equal((await focused()).id, 'contenu');
});

test('search, list and place are reached by Tab and Enter alone', async () => {
  await page.goto(site.address + '/');
  await tabTo((element) => element.id === 'q');
  await page.keyboard.type('Guéret');
  await page.keyboard.press('Enter');
  await page.waitForURL(/recherche/);
  const first = await page.locator('.place-card:has(a[href^="tel:"]) h2 a').first().textContent();
  await tabTo((element) => element.name === first);
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/lieux\//);
  assert.equal(await page.getByRole('heading', {level: 1}).textContent(), first);
  await tabTo((element) => /^Appeler le 0/.test(element.name));
});

test('details open with the keyboard', async () => {
  await tabTo((element) => element.tag === 'summary');
  await page.keyboard.press('Enter');
  assert.ok(await page.getByText('Code INSEE', {exact: true}).isVisible());
});
