//! The tables: in which order they are copied, what tells their rows apart, and what kind of data each column
//! holds, so that nothing personal is kept without anybody knowing.

/// What a column holds, for the record of processing that the data protection act asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Class {
    /// May be shown to everybody once published.
    Public,
    /// Of the working of the agency; names nobody.
    Internal,
    /// Says something about a person.
    Personal,
    /// Lets somebody in, or would help to: never shown, never logged.
    Secret,
}

/// A column of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub class: Class,
}

/// A table of the store.
#[derive(Debug, PartialEq, Eq)]
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// Columns that tell its rows apart, in the order of its primary key.
    pub key: &'static [&'static str],
    /// Its columns, by class.
    pub columns: &'static [Column],
}

/// All tables, each after those that it refers to.
pub fn inventory() -> &'static [&'static Table] {
    ALL
}

macro_rules! tables {
    ($($table:ident $name:literal [$($key:literal)*] { $($class:ident: $($column:literal)*;)* })*) => {
        $(pub(crate) static $table: Table = Table {
            name: $name,
            key: &[$($key),*],
            columns: &[$($(Column { name: $column, class: Class::$class }),*),*],
        };)*
        static ALL: &[&Table] = &[$(&$table),*];
    };
}

tables! {
    AGENCIES "agencies" ["id"] {
        Public: "id" "name" "kind" "province" "district" "ministry" "code" "website";
        Internal: "state" "added_at";
    }
    UNITS "units" ["id"] { Internal: "id" "agency_id" "name" "position" "state" "added_at"; }
    OFFICES "offices" ["id"] { Internal: "id" "agency_id" "unit_id" "title" "rank" "state" "added_at"; }
    PEOPLE "people" ["id"] {
        Internal: "id" "state" "added_at";
        Personal: "login" "name" "title" "email" "language";
        Secret: "salt";
    }
    MEMBERSHIPS "memberships" ["id"] {
        Internal: "id" "agency_id" "unit_id" "office_id";
        Personal: "person_id" "role" "since" "ended_at";
    }
    ACTING_ORDERS "acting_orders" ["id"] {
        Internal: "id" "agency_id" "office_id" "order_number" "order_date" "first_day" "last_day" "added_at" "revoked_at";
        Personal: "person_id";
    }
    PASSWORDS "passwords" ["person_id"] { Personal: "person_id" "set_at"; Secret: "hash"; }
    TOTPS "totps" ["person_id"] {
        Personal: "person_id" "added_at" "confirmed_at";
        Secret: "secret" "last_step";
    }
    PASSKEYS "passkeys" ["id"] {
        Internal: "id";
        Personal: "person_id" "name" "added_at" "used_at";
        Secret: "credential" "document";
    }
    SESSIONS "sessions" ["id"] {
        Internal: "id";
        Personal: "person_id" "device" "started_at" "expires_at" "proved_at" "ended_at" "ended_why"
            "two_factors";
        Secret: "token_digest";
    }
    SESSION_USES "session_uses" ["session_id"] { Internal: "session_id"; Personal: "seen_at"; }
    INVITATIONS "invitations" ["id"] {
        Internal: "id" "kind" "agency_id" "unit_id" "role" "added_at" "expires_at" "used_at" "revoked_at";
        Personal: "person_id" "added_by" "seconded_by";
        Secret: "token_digest";
    }
    SETTINGS "settings" ["agency" "name"] { Internal: "agency" "name" "value" "set_at"; }
    ASSESSMENTS "assessments" ["id"] {
        Public: "id" "agency_id" "fiscal_year" "framework" "framework_digest" "document" "overall" "level" "certain"
            "scores_digest";
        Internal: "source_name" "source" "source_digest" "added_at";
        Personal: "added_by";
    }
    SCORES "scores" ["assessment_id" "position"] { Public: "assessment_id" "position" "path" "hundredths"; }
    PUBLICATIONS "publications" ["id"] {
        Internal: "id" "assessment_id" "published" "decided_at";
        Personal: "decided_by";
    }
    PLANS "plans" ["id"] { Internal: "id" "agency_id" "fiscal_year" "name" "added_at"; }
    PLAN_REVISIONS "plan_revisions" ["plan_id" "revision"] {
        Internal: "plan_id" "revision" "saved_at";
        Personal: "document" "saved_by";
    }
    JOBS "jobs" ["id"] {
        Internal: "id" "kind" "state" "attempts" "due_at" "error" "added_at" "ended_at";
        Personal: "payload";
    }
    IDENTITIES "identities" ["id"] {
        Internal: "id" "provider";
        Personal: "person_id" "label" "added_at";
        Secret: "subject_digest";
    }
    SPARE_CODES "spare_codes" ["person_id" "number"] {
        Internal: "number";
        Personal: "person_id" "added_at" "used_at";
        Secret: "code_digest";
    }
    SUCCESSIONS "successions" ["id"] {
        Internal: "id" "agency_id" "object" "decided_at";
        Personal: "person_id" "successor_id" "decided_by";
    }
    AUDIT "audit" ["seq"] {
        Internal: "seq" "at" "role" "agency_id" "action" "object" "before" "after" "previous" "hash";
        Personal: "actor";
    }
}
