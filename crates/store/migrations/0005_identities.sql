-- Identities at other providers by which a person signs in, and the audit log by who and by what.

-- Only a digest of the provider's name for the person: with some providers it is the number of an identity card.
CREATE TABLE identities (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES people (id),
    provider TEXT NOT NULL,
    subject_digest BYTEA NOT NULL UNIQUE,
    label TEXT NOT NULL,
    added_at TEXT NOT NULL
);
CREATE INDEX identities_person ON identities (person_id);

CREATE INDEX audit_actor ON audit (actor, seq);
CREATE INDEX audit_action ON audit (action, seq);
