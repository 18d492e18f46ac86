-- Days off, and worked Saturdays, of the public sector.
create table calendar_days (
    day text not null primary key,
    kind text not null check (kind in ('off', 'work')),
    name text not null,
    basis text not null,
    confirmed_at text
) strict;
