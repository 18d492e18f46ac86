-- The regimes of the law as the register judges and counts by them, each with
-- every number and its citation, never changed: a dossier keeps the one in
-- force on the day it was received. `family` is the id that a regime had first,
-- which profiles name; `version` 1 came with the program, each later one was
-- entered by two administrators. Of those whose first day has come the last
-- version is in force.
create table regimes (
    family text not null,
    version integer not null,
    id text not null unique,
    valid_from text not null,
    regime text not null,
    entered_at text not null,
    primary key (family, version)
) strict;
create trigger regimes_refuse_update before update on regimes begin
    select raise(abort, 'regimes is append-only');
end;
create trigger regimes_refuse_delete before delete on regimes begin
    select raise(abort, 'regimes is append-only');
end;

-- Amended regimes that one administrator of the Ministry proposed and another
-- confirms.
create table regime_proposals (
    id text not null primary key,
    regime text not null,
    proposed_by text not null references accounts (id),
    proposed_at text not null,
    ends_at text not null,
    confirmed_by text references accounts (id),
    confirmed_at text,
    withdrawn_at text
) strict;
