// The keyboard alone: where Tab goes, and whether one sees where one is.

/** Goes through the page with Tab. Answers every control that is missed, met in another order or unseen. */
export async function tour(page) {
  const total = await page.evaluate(() => {
    const shown = (one) => one.checkVisibility({ visibilityProperty: true }) && 0 < one.getClientRects().length;
    const may = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]';
    const all = [...document.querySelectorAll(may)].filter((one) => shown(one) && !one.disabled);
    const look = (one) => {
      const label = ['checkbox', 'radio'].includes(one.type) ? one.labels?.[0] : undefined;
      const style = label ? getComputedStyle(label, '::before') : getComputedStyle(one);
      return [style.outlineStyle === 'none' ? '' : `${style.outlineStyle} ${style.outlineWidth} ${style.outlineColor}`, style.boxShadow, style.backgroundColor].join(';');
    };
    globalThis.prongsaiTour = { all, look, before: all.map(look) };
    document.activeElement?.blur?.();
    window.scrollTo(0, 0);
    return all.length;
  });
  const faults = [];
  for (let at = 0; at < total; at += 1) {
    await page.keyboard.press('Tab');
    const seen = await page.evaluate((at) => {
      const { all, look, before } = globalThis.prongsaiTour;
      const now = document.activeElement;
      const wanted = all[at];
      if (now !== wanted) return { lost: true, text: `Tab ${at + 1} goes to ${now?.outerHTML.slice(0, 90)}, not to ${wanted.outerHTML.slice(0, 90)}` };
      if (look(now) === before[at]) return { text: `focus cannot be seen: ${now.outerHTML.slice(0, 120)}` };
      const box = now.getBoundingClientRect();
      const [x, y] = [box.left + box.width / 2, box.top + Math.min(box.height / 2, 12)];
      if (x < 0 || y < 0 || innerWidth < x || innerHeight < y) return { text: `focus outside the window: ${now.outerHTML.slice(0, 120)}` };
      const top = document.elementFromPoint(x, y);
      const isItself = top && (now.contains(top) || top.contains(now) || [...(now.labels ?? [])].some((label) => label.contains(top)));
      return isItself ? {} : { text: `covered by ${top?.outerHTML.slice(0, 80)}: ${now.outerHTML.slice(0, 80)}` };
    }, at);
    if (seen.text) faults.push(seen.text);
    if (seen.lost) break;
  }
  return faults;
}

/** Presses Tab until the control is reached that a selector names. */
export async function reach(page, selector) {
  for (let presses = 0; presses < 120; presses += 1) {
    if (await page.evaluate((selector) => document.activeElement?.matches(selector), selector)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not reach ${selector} on ${page.url()}`);
}

/** Presses a key that opens another page and waits for that. */
export async function go(page, key) {
  const answer = page.waitForEvent('framenavigated', (frame) => frame === page.mainFrame());
  await page.keyboard.press(key);
  await answer;
  await page.waitForLoadState('load');
}
