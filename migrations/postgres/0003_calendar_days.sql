-- Days off, and worked Saturdays, of the public sector.
create table calendar_days (
    day text collate "C" not null primary key,
    kind text collate "C" not null check (kind in ('off', 'work')),
    name text collate "C" not null,
    basis text collate "C" not null,
    confirmed_at text collate "C"
);
