-- Notices by which holders give a certificate up: one officer of its issuer
-- acknowledges each, and until then its holder may take it back. What was said
-- is never changed.
create table surrenders (
    id text not null primary key,
    issuer text not null,
    certificate_number text not null,
    paper_version integer not null,
    effective_on text not null,
    reason text not null,
    stated_by text not null references accounts (id),
    stated_at text not null,
    outcome text,
    ended_by text references accounts (id),
    ended_at text,
    version integer not null
) strict;
create index surrenders_of_certificate on surrenders (certificate_number, stated_at);
create unique index surrenders_waiting on surrenders (certificate_number) where outcome is null;
create index surrenders_open on surrenders (issuer, stated_at) where outcome is null;

-- The day from which a certificate is given up, for lists and searches.
alter table certificates add column given_up_on text generated always as
    (case when json_valid(standing) and json_extract(standing, '$.standing') = 'given_up'
        then json_extract(standing, '$.on') end) virtual;
