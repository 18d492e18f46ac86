-- The regimes of the law as the register judges and counts by them, each with
-- every number and its citation, never changed: a dossier keeps the one in
-- force on the day it was received. `family` is the id that a regime had first,
-- which profiles name; `version` 1 came with the program, each later one was
-- entered by two administrators. Of those whose first day has come the last
-- version is in force.
create table regimes (
    family text collate "C" not null,
    version bigint not null,
    id text collate "C" not null unique,
    valid_from text collate "C" not null,
    regime text collate "C" not null,
    entered_at text collate "C" not null,
    primary key (family, version)
);

create function regimes_refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'regimes is append-only';
end;
$$;
create trigger regimes_refuse_change before update or delete or truncate on regimes
    for each statement execute function regimes_refuse_change();

-- Amended regimes that one administrator of the Ministry proposed and another
-- confirms.
create table regime_proposals (
    id text collate "C" not null primary key,
    regime text collate "C" not null,
    proposed_by text collate "C" not null references accounts (id),
    proposed_at text collate "C" not null,
    ends_at text collate "C" not null,
    confirmed_by text collate "C" references accounts (id),
    confirmed_at text collate "C",
    withdrawn_at text collate "C"
);
