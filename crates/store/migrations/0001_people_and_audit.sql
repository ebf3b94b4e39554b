-- Who works where, how they sign in, and the audit trail. Only TEXT, BIGINT and BYTEA, so that both engines
-- read the same text. Times are UTC text of fixed width; ids are sortable text; flags are 0 or 1.

CREATE TABLE agencies (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    province TEXT,
    district TEXT,
    ministry TEXT,
    code TEXT UNIQUE,
    website TEXT,
    state TEXT NOT NULL CHECK (state IN ('active', 'closed')),
    added_at TEXT NOT NULL
);
CREATE INDEX agencies_place ON agencies (province, district);

CREATE TABLE units (
    id TEXT NOT NULL PRIMARY KEY,
    agency_id TEXT NOT NULL REFERENCES agencies (id),
    name TEXT NOT NULL,
    position BIGINT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('active', 'closed')),
    added_at TEXT NOT NULL,
    UNIQUE (agency_id, name)
);

-- A post that endorses: the clerk, the executive, a head of a unit.
CREATE TABLE offices (
    id TEXT NOT NULL PRIMARY KEY,
    agency_id TEXT NOT NULL REFERENCES agencies (id),
    unit_id TEXT REFERENCES units (id),
    title TEXT NOT NULL,
    rank BIGINT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('active', 'closed')),
    added_at TEXT NOT NULL,
    UNIQUE (agency_id, title)
);

-- `salt` goes into the digests of the audit trail: once it is overwritten, nobody can try names against them.
CREATE TABLE people (
    id TEXT NOT NULL PRIMARY KEY,
    login TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    title TEXT,
    email TEXT,
    language TEXT NOT NULL CHECK (language IN ('th', 'en')),
    state TEXT NOT NULL CHECK (state IN ('active', 'left', 'erased')),
    salt BYTEA NOT NULL,
    added_at TEXT NOT NULL
);

-- Without an agency: a role above agencies.
CREATE TABLE memberships (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES people (id),
    agency_id TEXT REFERENCES agencies (id),
    unit_id TEXT REFERENCES units (id),
    office_id TEXT REFERENCES offices (id),
    role TEXT NOT NULL,
    since TEXT NOT NULL,
    ended_at TEXT
);
CREATE INDEX memberships_person ON memberships (person_id);
CREATE INDEX memberships_agency ON memberships (agency_id);

CREATE TABLE acting_orders (
    id TEXT NOT NULL PRIMARY KEY,
    agency_id TEXT NOT NULL REFERENCES agencies (id),
    office_id TEXT NOT NULL REFERENCES offices (id),
    person_id TEXT NOT NULL REFERENCES people (id),
    order_number TEXT NOT NULL,
    order_date TEXT NOT NULL,
    first_day TEXT NOT NULL,
    last_day TEXT,
    added_at TEXT NOT NULL,
    revoked_at TEXT
);
CREATE INDEX acting_orders_office ON acting_orders (office_id);

CREATE TABLE passwords (
    person_id TEXT NOT NULL PRIMARY KEY REFERENCES people (id),
    hash TEXT NOT NULL,
    set_at TEXT NOT NULL
);

CREATE TABLE totps (
    person_id TEXT NOT NULL PRIMARY KEY REFERENCES people (id),
    secret BYTEA NOT NULL,
    last_step BIGINT NOT NULL,
    added_at TEXT NOT NULL,
    confirmed_at TEXT
);

CREATE TABLE passkeys (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES people (id),
    credential BYTEA NOT NULL UNIQUE,
    name TEXT NOT NULL,
    document TEXT NOT NULL,
    added_at TEXT NOT NULL,
    used_at TEXT
);
CREATE INDEX passkeys_person ON passkeys (person_id);

CREATE TABLE sessions (
    id TEXT NOT NULL PRIMARY KEY,
    token_digest BYTEA NOT NULL UNIQUE,
    person_id TEXT NOT NULL REFERENCES people (id),
    device TEXT NOT NULL,
    started_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    proved_at TEXT NOT NULL,
    ended_at TEXT,
    ended_why TEXT
);
CREATE INDEX sessions_person ON sessions (person_id);

-- Apart from `sessions`, because it changes with every page and is not worth an audit row.
CREATE TABLE session_uses (
    session_id TEXT NOT NULL PRIMARY KEY REFERENCES sessions (id),
    seen_at TEXT NOT NULL
);

CREATE TABLE invitations (
    id TEXT NOT NULL PRIMARY KEY,
    token_digest BYTEA NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('first', 'join', 'recover')),
    agency_id TEXT REFERENCES agencies (id),
    unit_id TEXT REFERENCES units (id),
    role TEXT,
    person_id TEXT REFERENCES people (id),
    added_by TEXT REFERENCES people (id),
    seconded_by TEXT REFERENCES people (id),
    added_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    used_at TEXT,
    revoked_at TEXT
);
CREATE INDEX invitations_agency ON invitations (agency_id);

-- An empty agency: of the whole installation.
CREATE TABLE settings (
    agency TEXT NOT NULL,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    set_at TEXT NOT NULL,
    PRIMARY KEY (agency, name)
);

CREATE TABLE audit (
    seq BIGINT NOT NULL PRIMARY KEY,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    role TEXT,
    agency_id TEXT,
    action TEXT NOT NULL,
    object TEXT NOT NULL,
    before BYTEA,
    after BYTEA,
    previous BYTEA NOT NULL,
    hash BYTEA NOT NULL
);
CREATE INDEX audit_agency ON audit (agency_id, seq);
CREATE INDEX audit_object ON audit (object, seq);
