-- Checks that the Ministry ordered of another issuer's dossier or certificate:
-- what it asks and why, what that office answered, and how it was closed. What
-- was asked is never changed.
create table supervision_checks (
    id text collate "C" not null primary key,
    issuer text collate "C" not null references issuers (code),
    about text collate "C" not null check (about in ('dossier', 'certificate')),
    subject text collate "C" not null,
    asked text collate "C" not null,
    reasons text collate "C" not null,
    answer_by text collate "C" not null,
    ordered_by text collate "C" not null references accounts (id),
    ordered_at text collate "C" not null,
    answer text collate "C",
    answered_by text collate "C" references accounts (id),
    answered_at text collate "C",
    finding text collate "C",
    closed_by text collate "C" references accounts (id),
    closed_at text collate "C",
    version bigint not null
);
create index supervision_checks_of on supervision_checks (about, subject, ordered_at);
create index supervision_checks_open on supervision_checks (issuer, ordered_at) where closed_at is null;
