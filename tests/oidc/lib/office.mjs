// The office as its people see it: joining, going out to the provider, coming back.
import assert from 'node:assert/strict';

import { Client } from './client.mjs';
import { agree } from './provider.mjs';

const PASSWORD = 'ข้าวเหนียวมะม่วง 4 จาน';
/** Name of the provider in addresses: that of the preset which is the default. */
const KEY = 'agency';

export class Office {
  constructor(server) {
    this.origin = server.origin;
    this.backTo = `${server.origin}/sign-in/provider`;
    this.link = server.link;
  }

  at(path) {
    return new URL(path, this.origin);
  }

  /** Takes an invitation's link and is signed in from then on. */
  async join(link, login, name) {
    const browser = new Client();
    const form = { name, login, password: PASSWORD, again: PASSWORD };
    const answer = await browser.ask(this.at(new URL(link).pathname), { form });
    assert.equal(answer.to?.pathname, '/home', answer.text.slice(-600));
    return browser;
  }

  /** A link for one more who runs the installation. */
  async invite(browser) {
    const answer = await browser.ask(this.at('/operator/people/invite'), { form: { email: '' } });
    const link = answer.text.match(/https?:\/\/[^\s"<]+\/join\/\w+/)?.[0];
    assert.ok(link, answer.text.slice(-600));
    return link;
  }

  /** Who is signed in here, or nobody. */
  async whoIs(browser) {
    const answer = await browser.ask(this.at('/api/v1/me'));
    assert.ok([200, 401].includes(answer.status), `${answer.status}`);
    return answer.status === 200 ? JSON.parse(answer.text).name : undefined;
  }

  /** Begins at the button of the sign-in page, or of the account's for linking; answers the provider's address. */
  async begin(browser, { link = false } = {}) {
    const page = await browser.ask(this.at(link ? '/account' : '/sign-in'));
    const answer = await browser.send(page, link ? `/account/providers/${KEY}/link` : `/sign-in/provider/${KEY}`);
    assert.equal(answer.status, 200, answer.text.slice(-600));
    assert.ok(answer.text.replaceAll('&amp;', '&').includes(`href="${answer.to}"`), 'a link for who is not led on');
    return answer.to;
  }

  /** Out to the provider; answers the address that leads back. */
  async out(browser, login, { link, change = () => {} } = {}) {
    const address = await this.begin(browser, { link });
    change(address.searchParams);
    return agree(browser, address, login, this.backTo);
  }

  /** Back from another site, with which browsers hold the strict cookie back; then once more from a page of ours. */
  async back(browser, address) {
    const headers = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' };
    const between = await browser.ask(address, { without: 'prongsai-plain', headers });
    assert.equal(between.status, 200, between.text.slice(-600));
    return browser.ask(between.to);
  }
}
