-- The reports that holders of certificates make every November (Circular
-- 26/2014/TT-BKHCN, article 22.1). `report` is JSON and never changed: a later
-- one of the same year stands beside it as the next of its year. One officer of
-- the issuer confirms each, or asks for another.
create table reports (
    id text not null primary key,
    issuer text not null,
    certificate_number text not null,
    year integer not null,
    nth integer not null,
    report text not null,
    filed_by text not null references accounts (id),
    filed_at text not null,
    outcome text,
    ended_by text references accounts (id),
    ended_at text,
    note text,
    version integer not null,
    unique (certificate_number, year, nth)
) strict;
create index reports_of_office on reports (issuer, year, certificate_number);
create index reports_waiting on reports (issuer, certificate_number) where outcome is null;
