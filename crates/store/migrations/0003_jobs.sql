-- Work to be done after the change that asked for it was saved: mail and the like.

CREATE TABLE jobs (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    payload TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'done', 'failed')),
    attempts BIGINT NOT NULL,
    due_at TEXT NOT NULL,
    error TEXT,
    added_at TEXT NOT NULL,
    ended_at TEXT
);
CREATE INDEX jobs_due ON jobs (state, due_at, id);
