// Where each route is visited, and as whom. Every GET route of the table stands here; the suite fails otherwise.

/** Answers that are no pages: a program reads them. */
export const DATA = {
  '/agencies/{key}/{year}/result.json': (facts) => [{ path: `${facts.public}/result.json`, type: 'application/json' }],
  '/agencies/{key}/{year}/result.csv': (facts) => [{ path: `${facts.public}/result.csv`, type: 'text/csv' }],
  '/agencies/{key}/{year}/assessment.json': (facts) => [{ path: `${facts.public}/assessment.json`, type: 'application/json' }],
  '/assets/{file}': (facts) => [{ path: facts.sheet, type: 'text/css' }],
  '/assessments/blank/{year}': () => [{ path: '/assessments/blank/2568', type: 'application/', as: 'officer' }],
  '/assessments/{id}/source': (facts) => [{ path: `${facts.assessment}/source`, type: 'application/', as: 'officer' }],
  '/livez': () => [{ path: '/livez', type: 'text/plain' }],
  '/readyz': () => [{ path: '/readyz', type: 'text/plain' }],
};

const admin = 'agency-administrator';

/** Pages. `status` where it is another than 200. */
export const PAGES = {
  '/': () => [{ path: '/' }, { path: '/?q=%E0%B8%96%E0%B9%89%E0%B8%B3' }, { path: '/?q=nowhere' }, { path: '/?q=' }],
  '/accessibility': () => [{ path: '/accessibility' }],
  '/agencies/{key}': (facts) => [{ path: `/agencies/${facts.agency.code}` }, { path: '/agencies/none', status: 404 }],
  '/agencies/{key}/{year}': (facts) => [{ path: facts.public }, { path: `${facts.public}?digits=thai` }],
  '/agencies/{key}/{year}/explain/{*path}': (facts) => {
    const all = facts.explained;
    return [...new Set([all[0], all[4], all.at(-1)])].map((path) => ({ path }));
  },
  '/account': () => [{ path: '/account', as: admin }, { path: '/account', as: 'officer' }],
  '/account/details': () => [{ path: '/account/details', as: admin }],
  '/account/passkeys/{id}': (facts) => [{ path: facts.passkey, as: 'executive' }],
  '/account/password': () => [{ path: '/account/password', as: admin }],
  '/agency': (facts) => [{ path: '/agency', as: admin }, { path: '/agency', as: 'officer' }, { path: `${facts.at}/agency`, as: 'operator' }],
  '/agency/acting': () => [{ path: '/agency/acting', as: admin }],
  '/agency/details': () => [{ path: '/agency/details', as: admin }],
  '/agency/offices/{id}': (facts) => [{ path: facts.office, as: admin }],
  '/agency/units/{id}': (facts) => [{ path: facts.unit, as: admin }],
  '/assessments': () => [{ path: '/assessments', as: admin }, { path: '/assessments', as: 'auditor' }],
  '/assessments/{id}': (facts) => [{ path: facts.assessment, as: admin }, { path: facts.assessment, as: 'unit-staff' }],
  '/audit': () => [{ path: '/audit', as: admin }, { path: '/audit?action=session.', as: 'operator' }, { path: '/audit', as: 'officer', status: 403 }],
  '/home': () => [{ path: '/home', as: admin }, { path: '/home', as: 'operator' }, { path: '/home', as: 'unit-staff' }],
  '/join/{secret}': (facts) => [{ path: facts.spareJoin }, { path: facts.spareJoin, as: 'operator' }, { path: '/join/none', status: 410 }],
  '/operator/agencies': () => [{ path: '/operator/agencies', as: 'operator' }, { path: '/operator/agencies?q=%E0%B8%96', as: 'operator' }],
  '/operator/agencies/new': () => [{ path: '/operator/agencies/new', as: 'operator' }],
  '/operator/people': () => [{ path: '/operator/people', as: 'operator' }],
  '/operator/state': () => [{ path: '/operator/state', as: 'operator' }],
  '/people': (facts) => [{ path: '/people', as: admin }, { path: '/people', as: 'auditor' }, { path: `${facts.at}/people`, as: 'operator' }],
  '/people/{id}': (facts) => [{ path: facts.person, as: admin }],
  '/people/{id}/leave': (facts) => [{ path: `${facts.person}/leave`, as: admin }],
  '/prove': () => [{ path: '/prove', as: admin }],
  '/recover/{secret}': (facts) => [{ path: facts.recover }],
  // Without a sign-in that was begun there is nothing to come back to.
  '/sign-in/provider': () => [{ path: '/sign-in/provider?again=1&state=&code=', status: 401 }],
  '/sign-in': () => [{ path: '/sign-in' }],
};
