// Signing in at the running server by a certified provider: once with RS256 and a secret, once with ES256 and none.
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import test from 'node:test';

import { start } from '../browser/lib/server.mjs';
import { Client } from './lib/client.mjs';
import { Office } from './lib/office.mjs';
import { agree, key, listen, provider } from './lib/provider.mjs';

const WAYS = [
  { algorithm: 'RS256', secret: 'a secret between the two' },
  { algorithm: 'ES256', secret: undefined },
];
const ELSEWHERE = 'http://localhost:9/back';
const SECOND = 1000;
const counts = { refused: 0, accepted: 0 };

for (const way of WAYS) test(`sign in by a provider that signs with ${way.algorithm}`, (t) => suite(t, way));

test.after(() => {
  console.log(`deep: sign-ins by a real provider accepted = ${counts.accepted}`);
  console.log(`deep: sign-ins by a real provider refused as they should be = ${counts.refused}`);
});

async function suite(t, { algorithm, secret }) {
  const op = await listen();
  t.after(op.stop);
  const settings = { 'oidc-issuer': op.origin, 'oidc-client-id': 'office' };
  const server = await start('sqlite', secret ? { ...settings, 'oidc-client-secret': secret } : settings);
  t.after(server.stop);
  const office = new Office(server);
  const method = secret ? { client_secret: secret } : { token_endpoint_auth_method: 'none' };
  const client = { client_id: 'office', redirect_uris: [office.backTo], ...method };
  const other = { client_id: 'other', client_secret: 'of another', redirect_uris: [ELSEWHERE] };
  const { made, twist } = provider(op.origin, { algorithm, clients: [client, other] });
  op.serve(made);

  const people = {};
  people.nok = await office.join(office.link, 'nok1', 'นก หนึ่ง');
  people.noi = await office.join(await office.invite(people.nok), 'noi2', 'น้อย สอง');

  /** Comes back and is refused: the form again, no session, nothing left of the way. */
  const refused = async (browser, address, why) => {
    const answer = await office.back(browser, address);
    assert.equal(answer.status, 401, `${why}: ${answer.text.slice(-600)}`);
    assert.ok(answer.text.includes('name="password"'), 'the form is shown again');
    assert.equal(await office.whoIs(browser), undefined, why);
    counts.refused += 1;
    return answer;
  };
  const accepted = async (browser, address, name) => {
    const answer = await office.back(browser, address);
    assert.equal(answer.to?.pathname, '/home', `${answer.status} ${answer.text.slice(-600)}`);
    assert.equal(await office.whoIs(browser), name);
    counts.accepted += 1;
  };
  const part = (name, run) => t.test(name, run);

  await part('an identity that nobody linked opens nothing', async () => {
    const browser = new Client();
    const answer = await refused(browser, await office.out(browser, 'subject-nok'), 'not linked');
    assert.match(answer.text, /ยังไม่ได้ผูกกับบัญชีใด/);
  });

  await part('each identity opens the account that it was linked to', async () => {
    for (const name of ['nok', 'noi']) {
      const linked = await office.back(people[name], await office.out(people[name], `subject-${name}`, { link: true }));
      assert.equal(linked.to?.pathname, '/account', linked.text.slice(-600));
      const account = await people[name].ask(office.at('/account'));
      assert.ok(account.text.includes(`login of subject-${name}`), 'the owner knows the identity again');
    }
    for (const [login, name] of [['subject-noi', 'น้อย สอง'], ['subject-nok', 'นก หนึ่ง']]) {
      const browser = new Client();
      await accepted(browser, await office.out(browser, login), name);
    }
    const browser = new Client();
    await refused(browser, await office.out(browser, 'subject-other'), 'somebody else of the provider');
  });

  await part('an identity is linked to one account alone', async () => {
    people.noi.cookies(op.origin).clear();
    const answer = await office.back(people.noi, await office.out(people.noi, 'subject-nok', { link: true }));
    assert.match(answer.text, /ตัวตนนี้ผูกกับบัญชีหนึ่งอยู่แล้ว/);
    const browser = new Client();
    await accepted(browser, await office.out(browser, 'subject-nok'), 'นก หนึ่ง');
  });

  await part('another state is refused, and so is another browser', async () => {
    const browser = new Client();
    const address = await office.out(browser, 'subject-nok');
    const state = address.searchParams.get('state');
    const changed = new URL(address);
    changed.searchParams.set('state', `${state[0] === 'a' ? 'b' : 'a'}${state.slice(1)}`);
    await refused(browser, changed, 'another state');
    const without = new URL(address);
    without.searchParams.delete('state');
    await refused(browser, without, 'no state');
    const second = new Client();
    await refused(second, await office.out(second, 'subject-nok').then(() => address), 'the cookie of another browser');
    await refused(new Client(), await office.out(browser, 'subject-nok'), 'a link sent to somebody');
  });

  await part('a code works once, where it was given', async () => {
    const browser = new Client();
    const address = await office.out(browser, 'subject-nok');
    await accepted(browser, address, 'นก หนึ่ง');
    await refused(new Client(), address, 'the same address again');
    const again = new Client();
    const fresh = await office.out(again, 'subject-nok');
    fresh.searchParams.set('code', address.searchParams.get('code'));
    const granted = twist.count;
    await refused(again, fresh, 'a code that was used');
    const [one, two] = [new Client(), new Client()];
    const [first, second] = [await office.out(one, 'subject-nok'), await office.out(two, 'subject-noi')];
    second.searchParams.set('code', first.searchParams.get('code'));
    await refused(two, second, 'a code begun in another browser');
    assert.equal(twist.count, granted, 'the provider refused both codes itself');
    const third = new Client();
    const bare = await office.out(third, 'subject-nok');
    bare.searchParams.delete('code');
    await refused(third, bare, 'no code');
  });

  await part('another nonce is refused', async () => {
    const browser = new Client();
    const change = (query) => query.set('nonce', 'of another sign-in');
    const granted = twist.count;
    await refused(browser, await office.out(browser, 'subject-nok', { change }), 'another nonce');
    assert.equal(twist.count, granted + 1, 'the provider itself was content');
  });

  await part('a word of the past and one of the future are refused', async (t) => {
    for (const [shift, holds] of [[-7200, false], [-60, true], [60, true], [600, false]]) {
      const browser = new Client();
      const address = await office.out(browser, 'subject-nok');
      const granted = twist.count;
      const now = Date.now;
      const clock = t.mock.method(Date, 'now', () => now() + shift * SECOND);
      try {
        if (holds) await accepted(browser, address, 'นก หนึ่ง');
        else await refused(browser, address, `issued ${shift} s from now`);
      } finally {
        clock.mock.restore();
      }
      assert.equal(twist.count, granted + 1, 'the provider itself was content');
    }
  });

  await part("a word that was meant for others, or is not the provider's, is refused", async (t) => {
    /** Comes back while the provider answers with what `bring` brings, made with the nonce of this sign-in. */
    const swapped = async (bring) => {
      const browser = new Client();
      let nonce;
      const address = await office.out(browser, 'subject-nok', { change: (query) => (nonce = query.get('nonce')) });
      twist.answer = await bring(nonce);
      assert.ok(twist.answer.id_token, JSON.stringify(twist.answer));
      return { browser, address };
    };
    const own = { ...client, redirect: office.backTo, secret };
    // Shows that the way of swapping is not itself what is refused: the word counts, not who went out.
    const fine = await swapped((nonce) => word(op.origin, own, nonce, 'subject-noi'));
    await accepted(fine.browser, fine.address, 'น้อย สอง');

    const foreign = await swapped((nonce) => word(op.origin, { ...other, redirect: ELSEWHERE, secret: other.client_secret }, nonce, 'subject-nok'));
    await refused(foreign.browser, foreign.address, 'for another client');

    for (const [why, issuer] of [['of another issuer', undefined], ['signed by another key', op.origin]]) {
      const elsewhere = await listen();
      t.after(elsewhere.stop);
      elsewhere.serve(provider(issuer ?? elsewhere.origin, { algorithm, clients: [client], jwk: key(algorithm) }).made);
      const lie = await swapped((nonce) => word(elsewhere.origin, own, nonce, 'subject-nok'));
      await refused(lie.browser, lie.address, why);
    }
  });

  await part('who says no at the provider stays out', async () => {
    const browser = new Client();
    const address = await office.begin(browser);
    const page = await browser.ask((await browser.ask(address)).to);
    const abort = page.text.match(/href="([^"]*\/abort)"/)?.[1];
    assert.ok(abort, page.text);
    let answer = await browser.ask(new URL(abort, page.url));
    for (; answer.to && `${answer.to.origin}${answer.to.pathname}` !== office.backTo; ) answer = await browser.ask(answer.to);
    assert.equal(answer.to.searchParams.get('error'), 'access_denied');
    await refused(browser, answer.to, 'said no');
  });

  await part('the log tells of no fault', () => assert.deepEqual(server.errors(), []));
}

/** What a provider tells a client about somebody: the whole flow, taken by the client itself. */
async function word(origin, { client_id, redirect, secret }, nonce, login) {
  const verifier = randomBytes(32).toString('base64url');
  const address = new URL('/auth', origin);
  address.search = new URLSearchParams({
    client_id, redirect_uri: redirect, nonce, response_type: 'code', scope: 'openid profile', state: 'x',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'), code_challenge_method: 'S256',
  });
  const back = await agree(new Client(), address, login, redirect);
  const form = { grant_type: 'authorization_code', code: back.searchParams.get('code'), redirect_uri: redirect, code_verifier: verifier };
  const basic = secret && `Basic ${Buffer.from(`${encodeURIComponent(client_id)}:${encodeURIComponent(secret)}`).toString('base64')}`;
  const response = await fetch(new URL('/token', origin), {
    method: 'POST',
    headers: basic ? { authorization: basic } : {},
    body: new URLSearchParams(basic ? form : { ...form, client_id }),
  });
  return response.json();
}

test('a provider without TLS is taken on this machine alone', async () => {
  for (const issuer of ['http://id.example.go.th', 'http://localhost:1@id.example.go.th', 'http://192.0.2.1']) {
    const started = start('sqlite', { 'oidc-issuer': issuer, 'oidc-client-id': 'office' });
    const why = await started.then((server) => server.stop().then(() => 'it started'), (error) => error.message);
    assert.match(why, /oidc-issuer/, issuer);
  }
});
