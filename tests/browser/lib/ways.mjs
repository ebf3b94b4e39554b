// Ways to come in: keys alone, a passkey of a virtual authenticator, codes of a telephone.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { open } from './browser.mjs';
import { pathOf, send } from './forms.mjs';
import { PASSWORD, PEOPLE } from './journey.mjs';
import { go, reach } from './keys.mjs';
import { ROOT } from './server.mjs';
import { code } from './totp.mjs';

/** Signs in and hands a file in without touching the pointer. */
export async function byKeys(browser, server) {
  const visit = await open(browser, server.origin);
  const { page } = visit;
  await page.goto('/');
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.className), 'govuk-skip-link');
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'main', 'the skip link goes to the content');
  await page.goto('/');
  await reach(page, 'a[href$="/sign-in"]');
  await go(page, 'Enter');
  await reach(page, '#login');
  await page.keyboard.type(PEOPLE.officer.login);
  await reach(page, '#password');
  await page.keyboard.insertText(PASSWORD);
  await go(page, 'Enter');
  assert.equal(pathOf(page), '/home');
  await reach(page, 'nav a[href$="/assessments"]');
  await go(page, 'Enter');
  // Listened for before the way there: told of it only together with the key, the browser may open its own dialogue.
  const chosen = page.waitForEvent('filechooser');
  await reach(page, '#file');
  await page.keyboard.press('Enter');
  const chooser = await chosen;
  // Not the very file that is there already.
  const file = readFileSync(join(ROOT, 'examples/tham-rong-2568.json'), 'utf8').replace('"96.77"', '"96.76"');
  await chooser.setFiles({ name: 'again.json', mimeType: 'application/json', buffer: Buffer.from(file) });
  await reach(page, 'main form[enctype] button');
  await go(page, 'Space');
  assert.match(pathOf(page), /^\/assessments\/\w+/, await page.locator('main').innerText());
  await reach(page, '.ps-head__tools button');
  await go(page, 'Enter');
  assert.equal(pathOf(page), '/');
  assert.deepEqual(visit.faults, []);
  await visit.close();
}

/** The executive adds a passkey and signs in with it alone. */
export async function passkeys(browser, server, facts, look) {
  const visit = await open(browser, server.origin, { state: facts.states.executive });
  const { page } = visit;
  const session = await visit.context.newCDPSession(page);
  await session.send('WebAuthn.enable');
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  await page.goto('/account');
  await send(page, 'form[data-passkey="create"]', { name: 'แท็บเล็ตสำนักงาน' });
  const { credentials } = await session.send('WebAuthn.getCredentials', { authenticatorId });
  assert.equal(credentials.length, 1, await page.locator('main').innerText());
  assert.ok(credentials[0].isResidentCredential);
  if (pathOf(page) !== '/account') {
    assert.deepEqual(await look(page, 'answer-spare-codes', 'th', { axe: true, pictures: true }), []);
    await page.goto('/account');
  }
  facts.passkey = await page.locator('a[href*="/account/passkeys/"]').first().getAttribute('href');

  await send(page, 'header form[action$="/sign-out"]');
  await page.goto('/account');
  assert.equal(pathOf(page), '/sign-in');
  await send(page, 'form[data-passkey="get"]');
  assert.equal(pathOf(page), '/account', await page.locator('main').innerText());
  const [used] = (await session.send('WebAuthn.getCredentials', { authenticatorId })).credentials;
  assert.ok(credentials[0].signCount < used.signCount, 'the authenticator signed');
  facts.states.executive = await visit.context.storageState();

  // Without the authenticator's consent nobody comes in, and the page says so.
  await send(page, 'header form[action$="/sign-out"]');
  await session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false });
  await session.send('WebAuthn.removeCredential', { authenticatorId, credentialId: used.credentialId });
  assert.deepEqual(visit.faults, []);
  await visit.close();
  const again = await open(browser, server.origin);
  await again.page.goto('/sign-in');
  await send(again.page, 'main form[action$="/sign-in"]', { login: PEOPLE.executive.login, password: PASSWORD });
  assert.ok(await again.page.locator('form[data-passkey="get"]').isVisible(), 'a password alone is not enough any more');
  assert.deepEqual(await look(again.page, 'answer-second-passkey', 'th', { axe: true, pictures: true }), []);
  await again.page.goto('/home');
  assert.equal(pathOf(again.page), '/sign-in');
  await again.close();
}

/** The auditor sets codes up and signs in with a password and a code; then with a spare one, which works once. */
export async function codes(browser, server, facts, look) {
  const first = await open(browser, server.origin, { state: facts.states.auditor });
  await first.page.goto('/account');
  await send(first.page, 'form[action$="/account/totp"]');
  const secret = await first.page.locator('.ps-code').first().innerText();
  assert.deepEqual(await look(first.page, 'answer-totp', 'th', { axe: true, pictures: true }), []);
  await send(first.page, 'form[action$="/totp/confirm"]', { code: '000000' });
  assert.ok(await first.page.locator('.govuk-error-summary').isVisible());
  await send(first.page, 'form[action$="/totp/confirm"]', { code: code(secret) });
  const spare = await first.page.locator('.ps-code li').allInnerTexts();
  assert.equal(spare.length, 10, await first.page.locator('main').innerText());
  assert.deepEqual(await look(first.page, 'answer-spare', 'th', { axe: true, pictures: true }), []);
  facts.states.auditor = await first.context.storageState();
  assert.deepEqual(first.faults, []);
  await first.close();

  const begin = async () => {
    const visit = await open(browser, server.origin);
    await visit.page.goto('/sign-in');
    await send(visit.page, 'main form[action$="/sign-in"]', { login: PEOPLE.auditor.login, password: PASSWORD });
    return visit;
  };
  // The code of now was used; that of the next half minute is taken too, since clocks differ.
  for (const [value, comes] of [[code(secret, 1), true], [spare[0], true], [spare[0], false]]) {
    const visit = await begin();
    if (value === spare[0] && comes) {
      assert.deepEqual(await look(visit.page, 'answer-second-code', 'th', { axe: true, pictures: true }), []);
    }
    await send(visit.page, 'form[action$="/sign-in/code"]', { code: value });
    assert.equal(pathOf(visit.page) === '/home', comes, await visit.page.locator('main').innerText());
    assert.deepEqual(visit.faults, []);
    await visit.close();
  }
}
