// A certified OpenID provider on loopback, with its own pages for trying out: any name is somebody, any password fits.
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';

import Provider from 'oidc-provider';

/** A key of the provider's; another one each time. */
export function key(algorithm) {
  const pair = algorithm === 'ES256' ? generateKeyPairSync('ec', { namedCurve: 'P-256' }) : generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { ...pair.privateKey.export({ format: 'jwk' }), alg: algorithm, use: 'sig', kid: `key of ${algorithm}` };
}

/** Listens before the clients are known: they need its address, and it needs theirs. */
export async function listen() {
  let answer = (_, response) => response.writeHead(503).end();
  const server = createServer((request, response) => answer(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${server.address().port}`;
  return {
    origin,
    /** From now on it answers as this provider. */
    serve: (provider) => (answer = provider.callback()),
    stop: () => new Promise((done) => {
      server.closeAllConnections();
      server.close(done);
    }),
  };
}

/**
 * A provider. `twist.answer`, if it is set, is given to the next token request in place of what the provider would
 * have answered; `twist.count` counts the token requests that were granted.
 */
export function provider(issuer, { algorithm, clients, jwk = key(algorithm) }) {
  const twist = { answer: undefined, count: 0 };
  const made = new Provider(issuer, {
    clients: clients.map((client) => ({ ...client, id_token_signed_response_alg: algorithm })),
    jwks: { keys: [jwk] },
    enabledJWA: { idTokenSigningAlgValues: [algorithm] },
    pkce: { required: () => true },
    features: { devInteractions: { enabled: true } },
    cookies: { keys: ['of no worth'] },
    scopes: ['openid', 'profile'],
    claims: { openid: ['sub'], profile: ['preferred_username'] },
    // The name by which people know their identity again is wanted in the ID token.
    conformIdTokenClaims: false,
    ttl: { AccessToken: 3600, AuthorizationCode: 7200, Grant: 7200, IdToken: 3600, Interaction: 7200, Session: 7200 },
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, preferred_username: `login of ${id}` }) }),
  });
  made.use(async (ctx, next) => {
    await next();
    if (ctx.oidc?.route !== 'token' || ctx.status !== 200) return;
    twist.count += 1;
    if (!twist.answer) return;
    ctx.body = twist.answer;
    twist.answer = undefined;
  });
  return { made, twist };
}

/** Signs in on the provider's pages and agrees; answers the address with which the browser is sent back. */
export async function agree(browser, address, login, backTo) {
  let answer = await browser.ask(address);
  for (let steps = 0; steps < 12; steps += 1) {
    if (answer.to && `${answer.to.origin}${answer.to.pathname}` === backTo) return answer.to;
    if (answer.to) answer = await browser.ask(answer.to);
    else if (answer.text.includes('name="login"')) answer = await browser.send(answer, '/interaction/', { login, password: 'any' });
    else if (answer.text.includes('value="consent"')) answer = await browser.send(answer, '/interaction/');
    else throw new Error(`the provider answers ${answer.status}: ${answer.text.slice(0, 600)}`);
  }
  throw new Error('the provider leads in circles');
}
