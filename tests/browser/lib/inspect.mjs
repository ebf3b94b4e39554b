// What is asked of every page: one function for each demand, each answers a list of faults.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { ROOT } from './server.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];

/** Columns of letters, without vowels and tone marks above and below; the pages hold terms of at most 18 together. */
const columns = (text) => text.replace(/[\u0E31\u0E34-\u0E3A\u0E47-\u0E4E]/g, '').length;
const LEXICON = readFileSync(join(ROOT, 'crates/thai/lexicon.txt'), 'utf8')
  .split('\n')
  .map((line) => line.split('#')[0].trim())
  .filter((term) => term && 3 <= columns(term) && columns(term) <= 18);

/** Violations that axe finds. */
export async function axe(page) {
  await page.evaluate(AXE);
  const found = await page.evaluate((tags) => globalThis.axe.run(document, { runOnly: tags, resultTypes: ['violations'] }), WCAG);
  return found.violations.map((one) => `axe ${one.id}: ${one.help}: ${one.nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`);
}

/** What reaches beyond the window sideways. */
export function overflow(page) {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const wide = [...document.body.querySelectorAll('*')].filter((one) => width + 0.5 < one.getBoundingClientRect().right);
    return [`${document.documentElement.scrollWidth} px wide at ${innerWidth}: ${wide.slice(-2).map((one) => one.outerHTML.slice(0, 120))}`];
  });
}

/** Targets of less than 24 by 24 px that are not part of a line of text. */
export function targets(page) {
  return page.evaluate(() => {
    const all = [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')];
    const isInText = (one) => {
      if (one.localName !== 'a' || getComputedStyle(one).display !== 'inline') return false;
      // A link alone in its block is a target of its own; with other words around it the line decides.
      const block = one.closest('p, li, td, th, dd, dt, caption, label');
      return block && one.textContent.trim().length < block.textContent.trim().length;
    };
    const isShown = (box) => 1 < box.width && 1 < box.height;
    const boxOf = (one) => {
      const label = ['checkbox', 'radio'].includes(one.type) ? one.labels?.[0] : undefined;
      return (label ?? one).getBoundingClientRect();
    };
    return all
      .filter((one) => isShown(one.getBoundingClientRect()) && one.checkVisibility() && !isInText(one))
      .filter((one) => !one.classList.contains('govuk-skip-link'))
      .filter((one) => boxOf(one).width < 23.9 || boxOf(one).height < 23.9)
      .map((one) => `target ${Math.round(boxOf(one).width)} x ${Math.round(boxOf(one).height)}: ${one.outerHTML.slice(0, 140)}`);
  });
}

/** Terms of the field that a line break cuts. */
export function terms(page) {
  return page.evaluate((lexicon) => {
    const escaped = (term) => term.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/ /g, '[ \u00A0]');
    const longestFirst = [...lexicon].sort((a, b) => b.length - a.length);
    const pattern = new RegExp(longestFirst.map(escaped).join('|'), 'g');
    const cut = [];
    const look = (node, start, end) => {
      const range = document.createRange();
      range.setStart(node, start);
      range.setEnd(node, end);
      const lines = [...range.getClientRects()].filter((box) => 0 < box.width);
      if (lines.some((box) => lines[0].height / 2 < Math.abs(box.top - lines[0].top))) {
        cut.push(`at ${innerWidth} px a line break cuts ${node.data.slice(start, end)} in: ${node.data.trim().slice(0, 80)}`);
      }
    };
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const around = node.parentElement;
      if (!around.checkVisibility() || around.closest('script, option, textarea, svg, .govuk-visually-hidden')) continue;
      if (around.getBoundingClientRect().width <= 1 || around.closest('thead')?.getBoundingClientRect().width <= 1) continue;
      for (const found of node.data.matchAll(pattern)) look(node, found.index, found.index + found[0].length);
    }
    return cut;
  }, LEXICON);
}

/** Structure that tools do not insist on. */
export function structure(page, language) {
  return page.evaluate((lang) => {
    const faults = [];
    if (document.documentElement.lang !== lang) faults.push(`lang is ${document.documentElement.lang}, not ${lang}`);
    if (document.querySelectorAll('h1').length !== 1) faults.push(`${document.querySelectorAll('h1').length} h1`);
    if (document.title.trim().length < 8) faults.push(`title: ${document.title}`);
    const text = document.body.innerText;
    for (const odd of ['undefined', '[object', '{{', 'NaN', '\uFFFD']) if (text.includes(odd)) faults.push(`the page says ${odd}`);
    if (lang === 'en') {
      // Names and uploaded text stay Thai; words of the program do not. Buttons and labels are the program's.
      const own = [...document.querySelectorAll('button, label, th[scope=col], h2')].filter((one) => one.checkVisibility());
      const thai = own.filter((one) => /[\u0E01-\u0E5B]/.test(one.textContent) && !one.querySelector('.govuk-visually-hidden') && !one.closest('[lang=th], .ps-card'));
      faults.push(...thai.map((one) => `Thai on an English page: ${one.textContent.trim().slice(0, 60)}`));
    }
    return faults;
  }, language);
}
