-- How surely somebody signed in, codes for a lost telephone, and who takes over the work of somebody who leaves.

ALTER TABLE sessions ADD COLUMN two_factors BIGINT;

-- Codes on paper, each of use once, for whoever has lost the device that makes one-time codes.
CREATE TABLE spare_codes (
    person_id TEXT NOT NULL REFERENCES people (id),
    number BIGINT NOT NULL,
    code_digest BYTEA NOT NULL,
    added_at TEXT NOT NULL,
    used_at TEXT,
    PRIMARY KEY (person_id, number)
);

-- `object` as the audit trail names it: plans/ID, assessments/ID. The newest row of an object holds.
CREATE TABLE successions (
    id TEXT NOT NULL PRIMARY KEY,
    agency_id TEXT NOT NULL REFERENCES agencies (id),
    person_id TEXT NOT NULL REFERENCES people (id),
    successor_id TEXT NOT NULL REFERENCES people (id),
    object TEXT NOT NULL,
    decided_by TEXT REFERENCES people (id),
    decided_at TEXT NOT NULL
);
CREATE INDEX successions_object ON successions (object, id);
CREATE INDEX successions_agency ON successions (agency_id, id);
