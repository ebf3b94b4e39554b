-- Assessments with the file they came from, their scores, what is published, and plans with every revision.

CREATE TABLE assessments (
    id TEXT NOT NULL PRIMARY KEY,
    agency_id TEXT NOT NULL REFERENCES agencies (id),
    fiscal_year BIGINT NOT NULL,
    framework TEXT NOT NULL,
    framework_digest TEXT NOT NULL,
    source_name TEXT NOT NULL,
    source BYTEA NOT NULL,
    source_digest BYTEA NOT NULL,
    document TEXT NOT NULL,
    overall BIGINT,
    level TEXT,
    certain BIGINT NOT NULL,
    scores_digest BYTEA NOT NULL,
    added_by TEXT REFERENCES people (id),
    added_at TEXT NOT NULL
);
CREATE INDEX assessments_agency ON assessments (agency_id, fiscal_year, id);

-- Hundredths of each node of the tree; a node without a score has none. `position` is the order of the tree.
CREATE TABLE scores (
    assessment_id TEXT NOT NULL REFERENCES assessments (id),
    position BIGINT NOT NULL,
    path TEXT NOT NULL,
    hundredths BIGINT,
    PRIMARY KEY (assessment_id, position),
    UNIQUE (assessment_id, path)
);

-- The newest row of an assessment tells whether the public sees it.
CREATE TABLE publications (
    id TEXT NOT NULL PRIMARY KEY,
    assessment_id TEXT NOT NULL REFERENCES assessments (id),
    published BIGINT NOT NULL CHECK (published IN (0, 1)),
    decided_by TEXT REFERENCES people (id),
    decided_at TEXT NOT NULL
);
CREATE INDEX publications_assessment ON publications (assessment_id, id);

CREATE TABLE plans (
    id TEXT NOT NULL PRIMARY KEY,
    agency_id TEXT NOT NULL REFERENCES agencies (id),
    fiscal_year BIGINT NOT NULL,
    name TEXT NOT NULL,
    added_at TEXT NOT NULL
);
CREATE INDEX plans_agency ON plans (agency_id, fiscal_year, id);

CREATE TABLE plan_revisions (
    plan_id TEXT NOT NULL REFERENCES plans (id),
    revision BIGINT NOT NULL,
    document TEXT NOT NULL,
    saved_by TEXT REFERENCES people (id),
    saved_at TEXT NOT NULL,
    PRIMARY KEY (plan_id, revision)
);
