-- Batches of papers being printed into one archive, until they end.
-- `papers` is the list of what to print, JSON. Whoever makes it holds a lease and
-- renews it; a server that went away loses it, and another begins anew.
create table batches (
    id text not null primary key,
    issuer text not null references issuers (code),
    officer_id text not null references accounts (id),
    papers text not null,
    paper_count integer not null,
    made_count integer not null,
    left_out_count integer not null,
    begun_at text not null,
    leased_until text,
    finished_at text,
    failed_at text,
    ends_at text not null
) strict;
create index batches_by_issuer on batches (issuer, begun_at);
