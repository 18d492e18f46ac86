-- The reports that holders of certificates make every November (Circular
-- 26/2014/TT-BKHCN, article 22.1). `report` is JSON and never changed: a later
-- one of the same year stands beside it as the next of its year. One officer of
-- the issuer confirms each, or asks for another.
create table reports (
    id text collate "C" not null primary key,
    issuer text collate "C" not null,
    certificate_number text collate "C" not null,
    year bigint not null,
    nth bigint not null,
    report text collate "C" not null,
    filed_by text collate "C" not null references accounts (id),
    filed_at text collate "C" not null,
    outcome text collate "C",
    ended_by text collate "C" references accounts (id),
    ended_at text collate "C",
    note text collate "C",
    version bigint not null,
    unique (certificate_number, year, nth)
);
create index reports_of_office on reports (issuer, year, certificate_number);
create index reports_waiting on reports (issuer, certificate_number) where outcome is null;
