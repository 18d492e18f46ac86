-- Batches of papers being printed into one archive, until they end.
-- `papers` is the list of what to print, JSON. Whoever makes it holds a lease and
-- renews it; a server that went away loses it, and another begins anew.
create table batches (
    id text collate "C" not null primary key,
    issuer text collate "C" not null references issuers (code),
    officer_id text collate "C" not null references accounts (id),
    papers text collate "C" not null,
    paper_count bigint not null,
    made_count bigint not null,
    left_out_count bigint not null,
    begun_at text collate "C" not null,
    leased_until text collate "C",
    finished_at text collate "C",
    failed_at text collate "C",
    ends_at text collate "C" not null
);
create index batches_by_issuer on batches (issuer, begun_at);
