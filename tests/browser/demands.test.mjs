// Demands that nothing could fail would be worth nothing: each is shown a page that does not meet it.
import assert from 'node:assert/strict';
import test from 'node:test';

import { launch } from './lib/browser.mjs';
import * as inspect from './lib/inspect.mjs';
import { tour } from './lib/keys.mjs';
import { code } from './lib/totp.mjs';

const page = (body, style = '', lang = 'th') => `<!doctype html><html lang="${lang}"><title>หน้าทดลองของการทดสอบ</title>
  <style>body { margin: 0; font: 16px sans-serif; } ${style}</style><main><h1>หัวเรื่อง</h1>${body}</main></html>`;

test('each demand notices what does not meet it', async (t) => {
  const browser = await launch();
  t.after(() => browser.close());
  const context = await browser.newContext({ viewport: { width: 320, height: 600 } });
  const tab = await context.newPage();
  const seen = async (check, body, style) => {
    await tab.setContent(page(body, style));
    return check(tab);
  };
  const expect = async (check, bad, good, style) => {
    assert.notDeepEqual(await seen(check, bad, style), [], `unnoticed: ${bad}`);
    assert.deepEqual(await seen(check, good, style), []);
  };

  await t.test('axe', () => expect(inspect.axe, '<input type="text">', '<label>ชื่อ <input type="text"></label>'));
  await t.test('contrast', () => expect(inspect.axe, '<p style="color: #aaa">จาง</p>', '<p style="color: #333">เข้ม</p>'));
  await t.test('overflow', () => expect(inspect.overflow, '<p style="width: 400px">กว้าง</p>', '<p>พอดี</p>'));
  await t.test('targets', () => expect(inspect.targets, '<button style="width: 20px; height: 20px; padding: 0">x</button>', '<button style="width: 24px; height: 24px; padding: 0">x</button>'));
  await t.test('targets that stand alone', () => expect(inspect.targets, '<p><a href="/x" style="font-size: 10px">ก</a></p>', '<p>อ่าน <a href="/x" style="font-size: 10px">ก</a></p>'));
  // Columns of every width, so that a break falls inside the term in some of them.
  const columns = Array.from({ length: 12 }, (_, at) => `<p style="width: ${60 + 8 * at}px">ของหน่วยงานตามหลักเกณฑ์</p>`).join('');
  const held = columns.replaceAll(/หน่วยงาน|หลักเกณฑ์/g, (term) => `<span>${term}</span>`);
  await t.test('terms', () => expect(inspect.terms, columns, held, 'span { white-space: nowrap; }'));
  await t.test('one heading', () => expect((tab) => inspect.structure(tab, 'th'), '<h1>อีกหัวเรื่อง</h1>', ''));
  await t.test('language', async () => {
    assert.equal((await seen((tab) => inspect.structure(tab, 'en'), '')).length, 1);
    await tab.setContent(page('<button>ไป</button><button>Go</button>', '', 'en'));
    assert.equal((await inspect.structure(tab, 'en')).length, 1);
  });
  await t.test('focus that cannot be seen', () => expect(tour, '<button class="x">ก</button>', '<button>ก</button>', '.x:focus { outline: none; }'));
  await t.test('another order', () => expect(tour, '<button>ก</button><button tabindex="5">ข</button>', '<button>ก</button><button>ข</button>'));
  await t.test('covered', () => expect(tour, '<button>ก</button><div style="position: fixed; inset: 0; background: #fff"></div>', '<button>ก</button>'));
});

test('codes are those of the standard', (t) => {
  // Appendix B of RFC 6238, of whose eight digits the last six are taken.
  const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
  for (const [at, wanted] of [[59, '287082'], [1111111109, '081804'], [2000000000, '279037']]) {
    t.mock.method(Date, 'now', () => at * 1000);
    assert.equal(code(secret), wanted);
  }
});
