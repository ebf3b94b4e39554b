// An agency begins: the operator takes the first link and adds it, its people join by links, a result is handed in
// and published. All through the pages, with scripts or without any.
import assert from 'node:assert/strict';
import { join } from 'node:path';

import { open } from './browser.mjs';
import { pathOf, send } from './forms.mjs';
import { ROOT } from './server.mjs';

export const PASSWORD = 'ข้าวเหนียวมะม่วง 4 จาน';
const EXAMPLES = join(ROOT, 'examples');

/** Everybody by role, with the name they sign in with. */
export const PEOPLE = {
  operator: { login: 'operator1', name: 'สมศรี ดูแลระบบ' },
  'agency-administrator': { login: 'admin1', name: 'สมชาย ดูแลหน่วยงาน' },
  officer: { login: 'officer1', name: 'วิภา รับผิดชอบงาน' },
  'unit-staff': { login: 'staff1', name: 'ประยุทธ ประจำกองคลัง' },
  executive: { login: 'executive1', name: 'อำนวย บริหารการ' },
  auditor: { login: 'auditor1', name: 'มานี ตรวจสอบ' },
};

/** Runs it. `inspect(page, name)` looks at pages that only the answer to a form shows. */
export async function begin(browser, server, script, inspect) {
  const facts = { states: {}, agency: { code: '76010', year: 2568 } };
  const fresh = () => open(browser, server.origin, { script });
  const faults = [];

  const accept = async (role, link) => {
    const visit = await fresh();
    await visit.page.goto(link);
    const { login, name } = PEOPLE[role];
    if (role === 'operator') {
      await send(visit.page, 'main form[action*="/join/"]', { name, login, password: PASSWORD, again: 'อีกอย่างหนึ่ง 12345' });
      await inspect(visit.page, 'join-wrong');
    }
    await send(visit.page, 'main form[action*="/join/"]:not([action$="/as-myself"])', { name, login, password: PASSWORD, again: PASSWORD });
    assert.equal(pathOf(visit.page), '/home', `${role} comes in`);
    facts.states[role] = await visit.context.storageState();
    faults.push(...visit.faults);
    return visit;
  };
  /** Makes an invitation and answers its link. */
  const invite = async (page, path, values) => {
    await page.goto(path);
    await send(page, 'form[action$="/people/invite"]', values);
    const link = await page.locator('#url').inputValue();
    assert.match(link, /\/join\/\w+$/);
    return link;
  };

  const operator = await accept('operator', server.link);
  await operator.page.goto('/operator/agencies/new');
  await send(operator.page, 'main form', { name: 'อบต.ถ้ำรงค์', code: '' });
  await inspect(operator.page, 'agency-wrong');
  await send(operator.page, 'main form', {
    name: 'องค์การบริหารส่วนตำบลถ้ำรงค์', kind: 'sao', code: facts.agency.code, district: 'บ้านลาด', province: 'เพชรบุรี',
  });
  facts.at = pathOf(operator.page).match(/^\/at\/[^/]+/)?.[0];
  assert.ok(facts.at, `the new agency is shown: ${operator.page.url()}`);
  const first = await invite(operator.page, `${facts.at}/people`, { role: 'agency-administrator' });
  await inspect(operator.page, 'link');
  facts.spareJoin = new URL(await invite(operator.page, '/operator/people', {})).pathname;

  const admin = await accept('agency-administrator', first);
  await admin.page.goto('/agency');
  await send(admin.page, 'form[action$="/agency/suggested"]');
  const unit = await admin.page.locator('a[href*="/agency/units/"]').first().getAttribute('href');
  const office = await admin.page.locator('a[href*="/agency/offices/"]').first().getAttribute('href');
  facts.unit = unit;
  facts.office = office;
  for (const role of ['officer', 'unit-staff', 'executive', 'auditor']) {
    const values = role === 'unit-staff' ? { role, unit: unit.split('/').pop() } : { role };
    const link = await invite(admin.page, '/people', values);
    const visit = await accept(role, link);
    if (role === 'officer') await handIn(visit.page, inspect, facts);
    await visit.close();
  }
  await admin.page.goto('/people');
  facts.person = await admin.page.locator('a[href*="/people/"]', { hasText: PEOPLE.officer.name }).getAttribute('href');
  await acting(admin.page, inspect);
  await publish(admin.page, inspect, facts);
  await recover(admin.page, operator.page, facts);
  await admin.page.goto('/audit');
  assert.match(await admin.page.locator('main').innerText(), /assessment\.publish/);
  faults.push(...operator.faults, ...admin.faults);
  await operator.close();
  await admin.close();
  assert.deepEqual(faults, []);
  return facts;
}

/** The officer hands a file in, after none at all and one that is wrong. */
async function handIn(page, inspect, facts) {
  await page.goto('/assessments');
  await send(page, 'form[enctype]');
  assert.ok(await page.locator('.govuk-error-summary').isVisible());
  const wrong = { name: 'wrong.json', mimeType: 'application/json', buffer: Buffer.from('{"framework": 1}') };
  await send(page, 'form[enctype]', { file: wrong });
  await inspect(page, 'assessments-wrong');
  await send(page, 'form[enctype]', { file: join(EXAMPLES, 'tham-rong-2568.json') });
  assert.match(pathOf(page), /^\/assessments\/\w+/);
  facts.assessment = pathOf(page);
  assert.match(await page.locator('main').innerText(), /91\.44/);
}

/** A clerk's place is taken by order while away. */
async function acting(page, inspect) {
  await page.goto('/agency/acting');
  await send(page, 'form[action$="/agency/acting"]', { order_number: '' });
  await inspect(page, 'acting-wrong');
  const value = (name) => page.locator(`[name="${name}"] option:not([value=""])`).first().getAttribute('value');
  const [office, person] = [await value('office'), await value('person')];
  await send(page, 'form[action$="/agency/acting"]', {
    office, person, order_number: '๑๒/๒๕๖๘',
    order_date_day: '1', order_date_month: '10', order_date_year: '2568',
    first_day_day: '๒', first_day_month: '10', first_day_year: '๒๕๖๘',
  });
  assert.equal(await page.locator('.govuk-error-summary').count(), 0, await page.locator('main').innerText());
}

/** The administrator reads the doubts and publishes. */
async function publish(page, inspect, facts) {
  await page.goto(facts.assessment);
  await send(page, 'form[action$="/publish"]');
  if (await page.locator('.govuk-error-summary').isVisible()) {
    await inspect(page, 'publish-wrong');
    await send(page, 'form[action$="/publish"]', { doubts_are_accepted: true });
  }
  const { code, year } = facts.agency;
  facts.public = `/agencies/${code}/${year}`;
  const answer = await page.goto(facts.public);
  assert.equal(answer.status(), 200);
  const figures = await page.locator('a[href*="/explain/"]').evaluateAll((all) => all.map((one) => one.getAttribute('href')));
  facts.explained = [...new Set(figures)];
  assert.ok(10 < facts.explained.length);
}

/** Two administrators agree that somebody who is locked out gets a link. */
async function recover(admin, operator, facts) {
  await admin.goto(facts.person);
  await send(admin, 'form[action$="/recover"]');
  const link = await admin.locator('#url').inputValue();
  facts.recover = new URL(link).pathname;
  await operator.goto(`${facts.at}/people`);
  const agree = 'form[action$="/agree"]';
  if (await operator.locator(agree).count()) await send(operator, agree);
}
