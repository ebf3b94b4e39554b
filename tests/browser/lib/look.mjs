// A page looked at in full: every demand at every width, in the order in which a fault is cheapest to find.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import * as inspect from './inspect.mjs';
import { tour } from './keys.mjs';
import { ROOT } from './server.mjs';

const PICTURES = join(ROOT, 'target/browser');

/** Looks at the page as it stands. `how.axe`, `how.keys` and `how.pictures` turn the longer parts on. */
export async function look(page, name, language, how) {
  mkdirSync(PICTURES, { recursive: true });
  const faults = await inspect.structure(page, language);
  for (const width of [320, 360, 1280]) {
    await page.setViewportSize({ width, height: width === 1280 ? 900 : 740 });
    for (const check of [inspect.overflow, inspect.targets, inspect.terms]) {
      faults.push(...(await check(page)).map((fault) => `${width} px: ${fault}`));
    }
    if (width === 320) continue;
    if (how.axe) faults.push(...(await inspect.axe(page)).map((fault) => `${width} px: ${fault}`));
    if (how.keys && width === 360) faults.push(...(await tour(page)));
    if (how.pictures) {
      await page.evaluate(() => document.activeElement?.blur?.());
      await page.screenshot({ path: join(PICTURES, `${name}-${language}-${width}.png`), fullPage: true });
    }
  }
  return faults;
}
