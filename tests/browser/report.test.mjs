// The reports in headless Chromium: that they stand alone, that facts lead to each other, that nothing of a notice runs. Screenshots of all of it are
// written for people to look at.
//
// TAIYAKU is the tool, CHROMIUM the browser, SHOTS the folder for screenshots; `run` beside this file sets them.

import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import { chromium } from 'playwright-core';

const { TAIYAKU, CHROMIUM, SHOTS } = process.env;
const ROOT = join(import.meta.dirname, '../..');
const FLAGS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
  '--disable-lcd-text', // Letters without coloured fringes, the same on every machine.
];
const DESKTOP = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };

const work = mkdtempSync(join(tmpdir(), 'taiyaku-browser-'));
let browser;

const fixture = (path) => join('fixtures', path);
const pair = (name, folder = 'pairs') => [fixture(`${folder}/${name}.ja.txt`), fixture(`${folder}/${name}.en.txt`)];

/** The page of a pair. */
function reconciled(name, files = pair(name)) {
  const out = join(work, `${name}.html`);
  const { status, stderr } = spawnSync(TAIYAKU, ['reconcile', '--fail-on', 'never', '--report', out, ...files], { cwd: ROOT });
  assert.equal(status, 0, String(stderr));
  return out;
}

/** The page of some notices. */
function reported(name, files) {
  const out = join(work, `${name}.html`);
  execFileSync(TAIYAKU, ['report', '-o', out, ...files.map(fixture)], { cwd: ROOT });
  return out;
}

/** Opens a page, and sees at the end that it has asked for nothing and complained of nothing. */
async function opened(path, options, look) {
  const context = await browser.newContext({ viewport: DESKTOP, colorScheme: 'light', reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  const troubles = [];
  page.on('console', (message) => troubles.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => troubles.push(`error: ${error}`));
  page.on('dialog', (dialog) => { troubles.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on('request', (request) => { if (request.url() !== pathToFileURL(path).href) troubles.push(`request: ${request.url()}`); });
  await page.goto(pathToFileURL(path).href);
  await look(page);
  await context.close();
  assert.deepEqual(troubles, []);
}

const on = (page, selector) => page.locator(`${selector}.on`).count();
const isInView = (page, selector) => page.locator(selector).first().evaluate((element) => {
  const box = element.getBoundingClientRect();
  const pane = element.closest('.pane').getBoundingClientRect();
  return box.top >= Math.max(0, pane.top) - 1 && box.bottom <= Math.min(innerHeight, pane.bottom) + 1;
});

before(async () => {
  mkdirSync(SHOTS, { recursive: true });
  browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
});
after(async () => {
  await browser?.close();
  rmSync(work, { recursive: true, force: true });
});

test('a page is small', () => {
  assert.ok(statSync(reconciled('yukimi')).size < 200_000);
});

test('a fact that differs leads to its counterpart', async () => {
  await opened(reconciled('yukimi'), {}, async (page) => {
    const left = page.locator('#l a.fact.t-differ', { hasText: '1億2,000万円' });
    await left.click();
    assert.equal(await on(page, '#r a.fact'), 1);
    assert.equal(await page.locator('#r a.fact.on').innerText(), '≠2approximately 12 million yen');
    const row = page.locator('.row.on');
    assert.match(await row.innerText(), /losses/);
    assert.match(await row.innerText(), /120,000,000 JPY/);
    assert.match(await row.innerText(), /differ/);
    for (const selector of ['#r a.fact.on', '.findings .row.on']) assert.ok(await isInView(page, selector), selector);
    await page.keyboard.press('Escape');
    assert.equal(await on(page, ''), 0);
  });
});

test('a counterpart that is out of sight is scrolled to', async () => {
  await opened(reconciled('yukimi'), { viewport: { width: 1280, height: 560 } }, async (page) => {
    await page.locator('.pick', { hasText: 'losses' }).click();
    for (const selector of ['#l a.fact.on', '#r a.fact.on']) assert.ok(await isInView(page, selector), selector);
  });
});

test('a contradiction is told without colour', async () => {
  await opened(reconciled('yukimi'), {}, async (page) => {
    const fact = page.locator('#l a.fact.t-differ').first();
    assert.match(await fact.innerText(), /^≠\d/);
    assert.match(await fact.evaluate((element) => getComputedStyle(element).textDecorationStyle), /double/);
    const name = await fact.evaluate((element) => document.getElementById(element.getAttribute('aria-describedby').split(' ')[0]).innerText);
    assert.match(name, /differ/);
  });
});

test('filters hide rows and marks', async () => {
  await opened(reconciled('yukimi'), {}, async (page) => {
    const rows = page.locator('.findings .row:visible');
    const all = await rows.count();
    await page.getByLabel(/differ/).check();
    assert.equal(await rows.count(), 2);
    assert.match(await page.locator('.shown').innerText(), new RegExp(`2 of ${all}`));
    assert.ok(await page.locator('#l a.fact.off').count() > 0);
    await page.getByLabel('losses').check();
    assert.equal(await rows.count(), 1);
    assert.equal(await page.locator('#l a.fact:not(.off)').count(), 1);
    await page.getByLabel(/differ/).uncheck();
    await page.getByLabel('losses').uncheck();
    assert.equal(await rows.count(), all);
    assert.equal(await page.locator('a.fact.off').count(), 0);
  });
});

test('the keyboard reaches everything', async () => {
  await opened(reconciled('kogane'), {}, async (page) => {
    await page.locator('.findings a.pick').first().focus();
    await page.keyboard.press('ArrowDown');
    const second = await page.evaluate(() => document.activeElement.closest('.row').id);
    assert.equal(second, 'f2');
    assert.equal(await page.locator('#f2.on').count(), 1);
    // Enter goes to the place, and from there to the counterpart.
    await page.keyboard.press('Enter');
    assert.equal(await page.evaluate(() => document.activeElement.closest('article')?.id), 'l');
    await page.keyboard.press('Enter');
    assert.equal(await page.evaluate(() => document.activeElement.closest('article')?.id), 'r');
    // Each fact of a text is one stop, in the order of the text.
    await page.locator('#l a.fact').first().focus();
    const seen = [];
    for (;;) {
      const place = await page.evaluate(() => document.activeElement.closest('#l') && document.activeElement.offsetTop * 1e4 + document.activeElement.offsetLeft);
      if (place === null) break;
      seen.push(place);
      await page.keyboard.press('Tab');
    }
    assert.equal(seen.length, await page.locator('#l a.fact:not([tabindex])').count());
    assert.deepEqual(seen, [...seen].sort((a, b) => a - b));
  });
});

test('a value of a notice leads to its words and back', async () => {
  await opened(reported('labelled', ['ja/labelled-cases.txt']), {}, async (page) => {
    const value = page.locator('.findings a.pick').nth(4);
    await value.click();
    assert.ok(await on(page, '.text a.fact') > 0);
    assert.ok(await isInView(page, '.text a.fact.on'));
    await page.locator('.text a.fact').last().click();
    assert.ok(await on(page, '.findings .row') > 0);
    assert.ok(await page.locator('svg.track.time').count() > 0 && await page.locator('svg.track.bar').count() > 0);
  });
});

test('the index sorts and leads to each notice', async () => {
  await opened(reported('index', ['ja/labelled-cases.txt', 'en/lost-usb.txt', 'ja/press-release.txt', 'ja/page.html']), {}, async (page) => {
    const figures = () => page.locator('.index td.number').evaluateAll((cells) => cells.map((cell) => Number(cell.dataset.key)));
    const head = page.getByRole('button', { name: 'Most affected' });
    await head.click();
    assert.deepEqual(await figures(), [...await figures()].sort((a, b) => a - b));
    await head.click();
    assert.deepEqual(await figures(), [...await figures()].sort((a, b) => b - a));
    await page.locator('.index th a').first().click();
    const id = new URL(page.url()).hash.slice(1);
    assert.ok(await page.locator(`#${id} h2`).evaluate((element) => element.getBoundingClientRect().top < innerHeight));
  });
});

const SCRIPT = /<script>(document\.title='ran';)?window\.ran=\d<\/script>/;
const HOSTILE = [
  ['pair', () => reconciled('hostile', pair('hostile', 'report'))],
  ['notice', () => reported('hostile-notice', ['report/hostile.ja.txt'])],
  ['page', () => reported('hostile-page', ['report/hostile.html'])],
  ['index', () => reported('hostile-index', ['report/hostile.ja.txt', 'report/hostile.en.txt', 'report/hostile.html'])],
];
for (const [name, path] of HOSTILE) {
  test(`nothing of a hostile notice runs: ${name}`, async () => {
    await opened(path(), {}, async (page) => {
      for (const fact of await page.locator('a.fact').all()) await fact.hover();
      await page.locator('a.fact').last().click();
      assert.equal(await page.evaluate(() => window.ran), undefined);
      assert.notEqual(await page.title(), 'ran');
      assert.match(await page.locator('.text').first().innerText(), SCRIPT);
      assert.equal(await page.locator('script').count(), 1);
      assert.equal(await page.locator('img, iframe, object, base, link, main style, [hidden]:not(.sheet)').count(), 0);
      const attributes = await page.locator('*').evaluateAll((elements) => elements.flatMap((element) => element.getAttributeNames()));
      assert.deepEqual(attributes.filter((name) => name.startsWith('on') || name === 'style'), []);
      const links = await page.locator('a').evaluateAll((links) => links.map((link) => link.protocol));
      assert.deepEqual(links.filter((protocol) => !['file:', 'http:', 'https:'].includes(protocol)), []);
    });
  });
}

test('without a script the links still lead', async () => {
  await opened(reconciled('yukimi'), { javaScriptEnabled: false }, async (page) => {
    assert.equal(await page.locator('.filters').isVisible(), false);
    await page.locator('#l a.fact.t-differ').first().click();
    assert.match(page.url(), /#f1$/);
  });
});

test('nothing overflows, from a phone to a wide screen', async () => {
  const pages = [reconciled('yukimi'), reported('table', ['ja/table.txt']), reported('several', ['ja/labelled-cases.txt', 'en/page.html'])];
  for (const path of pages) {
    for (const width of [320, 390, 768, 1024, 1200, 1440, 1920]) {
      await opened(path, { viewport: { width, height: 900 } }, async (page) => {
        const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(wider <= 0, `${path} at ${width}: ${wider} pixels too wide`);
        const cut = await page.locator('.pane').evaluateAll((panes) => panes.filter((pane) => pane.scrollWidth > pane.clientWidth + 1).length);
        assert.equal(cut, 0, `${path} at ${width}`);
      });
    }
  }
});

/** The least contrast of any text with what is behind it. */
const leastContrast = (page) => page.evaluate(() => {
  const channels = (color) => (color.match(/[\d.]+/g) || []).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((c) => c / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)).reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = (element) => {
    for (; element; element = element.parentElement) {
      const color = channels(getComputedStyle(element).backgroundColor);
      if (color.length === 3 || color[3] === 1) return color;
    }
    return [255, 255, 255];
  };
  let least = { ratio: 21 };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.data.trim() || !element.checkVisibility() || element.closest('script, :disabled + span')) continue;
    const [a, b] = [light(channels(getComputedStyle(element).color)), light(ground(element))].sort((a, b) => b - a);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < least.ratio) least = { ratio, text: node.data.trim().slice(0, 40), of: element.className };
  }
  return least;
});

const SHOWN = [
  ['pair', () => reconciled('yukimi')],
  ['pair-cases', () => reconciled('kogane')],
  ['notice', () => reported('shot-notice', ['ja/press-release.txt'])],
  ['notice-en', () => reported('shot-notice-en', ['en/page.html'])],
  ['cases', () => reported('shot-cases', ['ja/labelled-cases.txt'])],
  ['index', () => reported('shot-index', ['ja/labelled-cases.txt', 'en/lost-usb.txt', 'ja/press-release.txt', 'en/digest.txt'])],
];
for (const [name, path] of SHOWN) {
  test(`screenshots and contrast: ${name}`, async () => {
    const file = path();
    for (const [size, viewport] of [['desktop', DESKTOP], ['phone', PHONE]]) {
      for (const colorScheme of ['light', 'dark']) {
        await opened(file, { viewport, colorScheme, deviceScaleFactor: size === 'phone' ? 2 : 1 }, async (page) => {
          const least = await leastContrast(page);
          assert.ok(least.ratio >= 4.5, `${colorScheme}: ${JSON.stringify(least)}`);
          const shot = (view) => page.screenshot({ path: join(SHOTS, `${name}-${size}-${colorScheme}${view}.png`), fullPage: size === 'phone' && view === '' });
          await shot('');
          const fact = page.locator('a.fact.t-differ, .text a.fact').first();
          await fact.click();
          const picked = await leastContrast(page);
          assert.ok(picked.ratio >= 4.5, `${colorScheme}, picked: ${JSON.stringify(picked)}`);
          await shot('-picked');
        });
      }
    }
  });
}

test('whoever hears the page or goes by its keys finds their way', async () => {
  const pages = [reconciled('yukimi'), reported('heard', ['ja/press-release.txt']), reported('heard-index', ['ja/labelled-cases.txt', 'en/page.html'])];
  for (const path of pages) {
    for (const viewport of [DESKTOP, PHONE]) {
      // The checker is no part of the page, whose policy would not let it in.
      await opened(path, { viewport, bypassCSP: true }, async (page) => {
        await page.evaluate(axe.source);
        const { violations } = await page.evaluate(() => globalThis.axe.run());
        assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`), []);
      });
    }
  }
});

test('prints to A4', async () => {
  for (const [name, path] of [['pair', reconciled('yukimi')], ['notice', reported('print', ['ja/press-release.txt'])]]) {
    await opened(path, { colorScheme: 'dark' }, async (page) => {
      await page.pdf({ path: join(SHOTS, `${name}.pdf`), preferCSSPageSize: true });
      await page.emulateMedia({ media: 'print' });
      assert.equal(await page.locator('.filters').isVisible(), false);
      const hidden = await page.locator('.pane').evaluateAll((panes) => panes.filter((pane) => pane.scrollHeight > pane.clientHeight + 1).length);
      assert.equal(hidden, 0);
    });
  }
});

test('the picture in the README', async () => {
  await opened(reconciled('yukimi'), { viewport: { width: 1280, height: 660 } }, async (page) => {
    await page.locator('.pick', { hasText: 'losses' }).click();
    await page.mouse.move(0, 0);
    await page.screenshot({ path: join(SHOTS, 'readme.png') });
  });
});
