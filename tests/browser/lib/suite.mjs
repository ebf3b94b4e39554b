// The suite, run once for each database: an agency begins, then every page in every language is looked at.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';

import { launch, open } from './browser.mjs';
import { begin } from './journey.mjs';
import { look } from './look.mjs';
import { start } from './server.mjs';
import { byKeys, passkeys, codes } from './ways.mjs';
import { DATA, PAGES } from './visits.mjs';

/** First visit, everything transferred. */
const MOST_BYTES = 150_000;
/** The full run looks at both databases alike; the bounded one looks at the second only in passing. */
const DEEP = process.env.PRONGSAI_DEEP === '1';
const ROUTES = JSON.parse(readFileSync(new URL('../routes.json', import.meta.url)));

const inLanguage = (language, path) => (language === 'th' ? path : path === '/' ? '/en' : path.startsWith('/?') ? `/en${path.slice(1)}` : `/en${path}`);
const nameOf = (route, at, as) => `${route.replace(/[{}*]/g, '').replace(/\W+/g, '-').replace(/^-|-$/g, '') || 'front'}-${at + 1}${as ? `-${as}` : ''}`;

/** Runs it on `sqlite` or `postgres`. */
export function suite(engine) {
  const thorough = DEEP || engine === 'sqlite';
  const counts = { pages: 0, data: 0, assets: 0 };

  test(`pages on ${engine}`, async (t) => {
    const server = await start(engine);
    const browser = await launch();
    let facts;
    t.after(async () => {
      await browser.close();
      await server.stop();
    });
    // Looking at a page needs its scripts on, so one database is begun with them and the other without.
    const script = engine === 'sqlite';
    await part(t, `an agency begins ${script ? 'and its answers are looked at' : 'without a script'}`, async () => {
      const faults = [];
      facts = await begin(browser, server, script, async (page, name) => {
        if (!script) return;
        const found = await look(page, `answer-${name}`, 'th', { axe: true, pictures: true });
        faults.push(...found.map((fault) => `${name}: ${fault}`));
        await page.setViewportSize({ width: 360, height: 740 });
        counts.pages += 1;
      });
      assert.deepEqual(faults, []);
    });
    if (!facts) return;
    await part(t, 'sign in and hand in by keys alone', () => byKeys(browser, server));
    await part(t, 'add a passkey and sign in with it', () => passkeys(browser, server, facts, look));
    await part(t, 'set up codes and sign in with one', () => codes(browser, server, facts, look));
    await part(t, 'the whole table of routes is visited', () => {
      const table = ROUTES.filter((route) => route.method === 'GET' && !route.path.startsWith('/api/')).map((route) => route.path);
      assert.deepEqual([...Object.keys(PAGES), ...Object.keys(DATA)].sort(), table.sort());
    });
    await part(t, 'a first visit is small', () => weights(browser, server, facts, counts));
    await everyPage(t, browser, server, facts, thorough, counts);
    if (!script) await part(t, 'every page works without a script', () => bare(browser, server, facts));
    await part(t, 'what programs read', () => data(browser, server, facts, counts));
    await part(t, 'the log tells of no fault', () => assert.deepEqual(server.errors(), []));
    console.log(`deep: pages looked at in a browser on ${engine} = ${counts.pages}`);
  });
}

/** A part that may fail without ending the others. */
const part = (t, name, run) => t.test(name, run);

const visitsOf = (facts) => Object.entries(PAGES).flatMap(([route, of]) => of(facts).map((visit, at) => ({ route, at, ...visit })));

async function everyPage(t, browser, server, facts, thorough, counts) {
  const visits = visitsOf(facts);
  for (const as of [...new Set(visits.map((visit) => visit.as))]) {
    const visit = await open(browser, server.origin, { state: as ? facts.states[as] : undefined });
    for (const one of visits.filter((visit) => visit.as === as && visit.path)) {
      for (const language of ['th', 'en']) {
        await part(t, `${language} ${one.route} ${as ?? 'visitor'} ${one.at + 1}`, async () => {
          visit.faults.length = 0;
          const answer = await visit.page.goto(inLanguage(language, one.path));
          assert.equal(answer.status(), one.status ?? 200, one.path);
          const how = { axe: thorough, keys: thorough && language === 'th', pictures: thorough && server.engine === 'sqlite' };
          const sizes = await answer.request().sizes();
          const first = sizes.responseHeadersSize + sizes.responseBodySize + counts.assets;
          assert.ok(counts.assets < first && first < MOST_BYTES, `${one.path}: ${first} bytes at a first visit`);
          const faults = await look(visit.page, nameOf(one.route, one.at, as), language, how);
          assert.deepEqual([...faults, ...visit.faults], []);
          counts.pages += 1;
        });
      }
    }
    await visit.close();
  }
}

/** Without scripts every page has its content, and every form that is shown can be sent. */
async function bare(browser, server, facts) {
  const visits = visitsOf(facts);
  for (const as of [...new Set(visits.map((visit) => visit.as))]) {
    const visit = await open(browser, server.origin, { script: false, state: as ? facts.states[as] : undefined });
    for (const one of visits.filter((visit) => visit.as === as && visit.path)) {
      const answer = await visit.page.goto(one.path);
      assert.equal(answer.status(), one.status ?? 200, one.path);
      assert.ok(await visit.page.locator('main h1').isVisible(), one.path);
      for (const form of await visit.page.locator('form:visible').all()) {
        assert.ok(await form.locator('button[type="submit"]').first().isVisible(), `${one.path}: a form without a button`);
      }
    }
    assert.deepEqual(visit.faults, []);
    await visit.close();
  }
}

async function data(browser, server, facts, counts) {
  const front = await open(browser, server.origin);
  await front.page.goto('/');
  facts.sheet = await front.page.locator('link[rel=stylesheet]').getAttribute('href');
  await front.close();
  const all = Object.values(DATA).flatMap((of) => of(facts));
  for (const one of all) {
    const visit = await open(browser, server.origin, { state: one.as ? facts.states[one.as] : undefined });
    const answer = await visit.context.request.get(one.path);
    assert.equal(answer.status(), 200, one.path);
    const headers = answer.headers();
    assert.ok(headers['content-type'].startsWith(one.type), `${one.path}: ${headers['content-type']}`);
    assert.equal(headers['x-content-type-options'], 'nosniff');
    counts.data += 1;
    await visit.close();
  }
}

/** What an empty cache makes the network carry, by the protocol's own count; notes the most beside the page itself. */
async function weights(browser, server, facts, counts) {
  const places = [
    { path: '/' }, { path: facts.public }, { path: '/sign-in' }, { path: '/accessibility' },
    { path: '/home', as: 'agency-administrator' }, { path: facts.assessment, as: 'agency-administrator' },
    { path: '/audit', as: 'agency-administrator' },
  ];
  let most = 0;
  for (const { path, as } of places) {
    for (const language of ['th', 'en']) {
      const visit = await open(browser, server.origin, { state: as ? facts.states[as] : undefined });
      const session = await visit.context.newCDPSession(visit.page);
      await session.send('Network.enable');
      let bytes = 0;
      session.on('Network.loadingFinished', (event) => (bytes += event.encodedDataLength));
      const answer = await visit.page.goto(inLanguage(language, path), { waitUntil: 'networkidle' });
      assert.ok(10_000 < bytes && bytes < MOST_BYTES, `${language} ${path}: ${bytes} bytes`);
      most = Math.max(most, bytes);
      const { responseHeadersSize, responseBodySize } = await answer.request().sizes();
      counts.assets = Math.max(counts.assets, bytes - responseHeadersSize - responseBodySize);
      await visit.close();
    }
  }
  console.log(`deep: most bytes of a first visit on ${server.engine} = ${most}`);
}
