-- Notices by which holders give a certificate up: one officer of its issuer
-- acknowledges each, and until then its holder may take it back. What was said
-- is never changed.
create table surrenders (
    id text collate "C" not null primary key,
    issuer text collate "C" not null,
    certificate_number text collate "C" not null,
    paper_version bigint not null,
    effective_on text collate "C" not null,
    reason text collate "C" not null,
    stated_by text collate "C" not null references accounts (id),
    stated_at text collate "C" not null,
    outcome text collate "C",
    ended_by text collate "C" references accounts (id),
    ended_at text collate "C",
    version bigint not null
);
create index surrenders_of_certificate on surrenders (certificate_number, stated_at);
create unique index surrenders_waiting on surrenders (certificate_number) where outcome is null;
create index surrenders_open on surrenders (issuer, stated_at) where outcome is null;

-- The day from which a certificate is given up, for lists and searches.
alter table certificates add column given_up_on text collate "C"
    generated always as (substring(standing from '"standing" *: *"given_up" *, *"on" *: *"([0-9-]+)"')) stored;
