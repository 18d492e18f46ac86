-- Notices by which organisations tell that experts left (Circular
-- 26/2014/TT-BKHCN, article 22): one officer of the issuer acknowledges each,
-- and the card is returned with effect from the day of leaving; until then the
-- organisation may take it back. What was said is never changed.
create table departures (
    id text collate "C" not null primary key,
    issuer text collate "C" not null,
    certificate_number text collate "C" not null,
    card_number text collate "C" not null,
    paper_version bigint not null,
    holder_name text collate "C" not null,
    effective_on text collate "C" not null,
    reason text collate "C" not null,
    due text collate "C",
    stated_by text collate "C" not null references accounts (id),
    stated_at text collate "C" not null,
    outcome text collate "C",
    ended_by text collate "C" references accounts (id),
    ended_at text collate "C",
    version bigint not null
);
create index departures_of_certificate on departures (certificate_number, stated_at);
create unique index departures_waiting on departures (certificate_number, card_number) where outcome is null;
create index departures_open on departures (issuer, stated_at) where outcome is null;
