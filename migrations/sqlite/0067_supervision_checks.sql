-- Checks that the Ministry ordered of another issuer's dossier or certificate:
-- what it asks and why, what that office answered, and how it was closed. What
-- was asked is never changed.
create table supervision_checks (
    id text not null primary key,
    issuer text not null references issuers (code),
    about text not null check (about in ('dossier', 'certificate')),
    subject text not null,
    asked text not null,
    reasons text not null,
    answer_by text not null,
    ordered_by text not null references accounts (id),
    ordered_at text not null,
    answer text,
    answered_by text references accounts (id),
    answered_at text,
    finding text,
    closed_by text references accounts (id),
    closed_at text,
    version integer not null
) strict;
create index supervision_checks_of on supervision_checks (about, subject, ordered_at);
create index supervision_checks_open on supervision_checks (issuer, ordered_at) where closed_at is null;
