// Debian's Chromium, and pages that note everything a developer's console would show in red.
import { existsSync } from 'node:fs';

import { chromium } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Starts the browser; `PRONGSAI_CHROMIUM` names another one. */
export function launch() {
  const executablePath = process.env.PRONGSAI_CHROMIUM ?? PLACES.find((place) => existsSync(place));
  if (!executablePath) throw new Error('Chromium is not installed: run `cargo xtask test --only tools`');
  // Its sandbox needs what a container often lacks; all that is opened here is our own server.
  const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync', '--lang=th-TH'];
  return chromium.launch({ executablePath, args });
}

/** A page in a profile of its own. `state` brings the cookies of somebody who is signed in. */
export async function open(browser, origin, { script = true, width = 360, height = 740, state } = {}) {
  const context = await browser.newContext({
    baseURL: origin,
    javaScriptEnabled: script,
    viewport: { width, height },
    locale: 'th-TH',
    timezoneId: 'Asia/Bangkok',
    storageState: state,
  });
  context.setDefaultTimeout(20_000);
  context.setDefaultNavigationTimeout(20_000);
  const page = await context.newPage();
  const faults = watch(page, origin);
  return { context, page, faults, close: () => context.close() };
}

/** Notes errors of the console, refused by the policy or not, requests that fail or go elsewhere. */
function watch(page, origin) {
  const faults = [];
  page.on('console', (message) => {
    // A page that tells of a problem has the status of that problem, which the console repeats.
    const isOwnStatus = message.text().startsWith('Failed to load resource') && message.location().url === page.url();
    if (['error', 'warning'].includes(message.type()) && !isOwnStatus) faults.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => faults.push(`script: ${error.message}`));
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.origin !== origin && url.protocol !== 'data:') faults.push(`asks another server: ${request.url()}`);
  });
  page.on('requestfailed', (request) => {
    const why = request.failure()?.errorText ?? '';
    // Downloads and navigations that are replaced end this way.
    if (why !== 'net::ERR_ABORTED') faults.push(`${request.url()}: ${why}`);
  });
  page.on('response', (response) => {
    const isPage = response.request().isNavigationRequest();
    if (!isPage && 400 <= response.status()) faults.push(`${response.url()}: ${response.status()}`);
    if (500 <= response.status()) faults.push(`${response.url()}: ${response.status()}`);
  });
  return faults;
}
