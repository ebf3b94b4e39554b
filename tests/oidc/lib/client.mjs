// A browser without scripts: keeps cookies for each host, goes one step at a time, sends forms.
import assert from 'node:assert/strict';

/** What came back: status, where it leads to, text. */
class Answer {
  constructor(url, response, text) {
    Object.assign(this, { url, status: response.status, text, headers: response.headers });
    const to = response.headers.get('location') ?? response.headers.get('refresh')?.match(/url=(.*)$/)?.[1];
    this.to = to ? new URL(to, url) : undefined;
  }
}

export class Client {
  #cookies = new Map();

  /** Cookies of a host, by name. */
  cookies(url) {
    const { host } = new URL(url);
    if (!this.#cookies.has(host)) this.#cookies.set(host, new Map());
    return this.#cookies.get(host);
  }

  /** One request. `without` names a cookie that is held back, as browsers do on a visit from another site. */
  async ask(url, { form, without, headers = {} } = {}) {
    const cookies = this.cookies(url);
    const sent = [...cookies].filter(([name]) => name !== without).map(([name, value]) => `${name}=${value}`);
    const response = await fetch(url, {
      method: form ? 'POST' : 'GET',
      body: form ? new URLSearchParams(form) : undefined,
      headers: { ...headers, ...(sent.length ? { cookie: sent.join('; ') } : {}) },
      redirect: 'manual',
      signal: AbortSignal.timeout(30_000),
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = line.match(/^([^=]+)=([^;]*)/);
      if (value === '' || /max-age=0/i.test(line)) cookies.delete(name);
      else cookies.set(name, value);
    }
    return new Answer(String(url), response, await response.text());
  }

  /** Sends the form of a page whose action contains `part`, with what it already holds. */
  send(answer, part, values = {}) {
    const all = [...answer.text.matchAll(/<form\b[^>]*action="([^"]*)"[^>]*>(.*?)<\/form>/gs)];
    const form = all.find(([, action]) => action.includes(part));
    assert.ok(form, `no form for ${part} at ${answer.url}: ${answer.text.slice(0, 400)}`);
    const hidden = [...form[2].matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)];
    const fields = { ...Object.fromEntries(hidden.map(([, name, value]) => [name, value])), ...values };
    return this.ask(new URL(form[1].replaceAll('&amp;', '&'), answer.url), { form: fields });
  }
}
