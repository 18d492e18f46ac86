-- Notices by which organisations tell that experts left (Circular
-- 26/2014/TT-BKHCN, article 22): one officer of the issuer acknowledges each,
-- and the card is returned with effect from the day of leaving; until then the
-- organisation may take it back. What was said is never changed.
create table departures (
    id text not null primary key,
    issuer text not null,
    certificate_number text not null,
    card_number text not null,
    paper_version integer not null,
    holder_name text not null,
    effective_on text not null,
    reason text not null,
    due text,
    stated_by text not null references accounts (id),
    stated_at text not null,
    outcome text,
    ended_by text references accounts (id),
    ended_at text,
    version integer not null
) strict;
create index departures_of_certificate on departures (certificate_number, stated_at);
create unique index departures_waiting on departures (certificate_number, card_number) where outcome is null;
create index departures_open on departures (issuer, stated_at) where outcome is null;
