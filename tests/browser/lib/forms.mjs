// Filling forms as a person with a pointer does.

/** Types values by the names of the fields, sends the form, waits for the answer. */
export async function send(page, form, values = {}) {
  const found = page.locator(form).first();
  for (const [name, value] of Object.entries(values)) {
    const field = found.locator(`[name="${name}"]`);
    const kind = await field.evaluate((element) => (element.type === 'file' ? 'file' : element.type === 'checkbox' ? 'box' : element.localName));
    if (kind === 'file') await field.setInputFiles(value);
    else if (kind === 'box') await field.setChecked(value, { force: true });
    else if (kind === 'select') await field.selectOption(value);
    else await field.fill(value);
  }
  const answer = page.waitForEvent('framenavigated', (frame) => frame === page.mainFrame());
  await found.locator('button[type="submit"]').first().click();
  await answer;
  await page.waitForLoadState('load');
}

/** The path of the page without origin and prefix of language. */
export function pathOf(page) {
  return new URL(page.url()).pathname.replace(/^\/en(?=\/)/, '');
}
