-- Work that a person does not wait for. A job is named by its kind and what it
-- is about. Whoever works on it holds a lease with a mark of its own; a server
-- that went away loses it, and another begins anew. A kind that a program does
-- not know is left alone.
--
-- `leased_until` of `batches` is written on for the release before, which knows
-- no other lease; a later release takes it away.
create table jobs (
    kind text not null,
    subject text not null,
    payload text not null,
    issuer text references issuers (code),
    enqueued_at text not null,
    due_at text not null,
    tries integer not null,
    lease text,
    leased_until text,
    done_at text,
    dead_at text,
    fault text,
    primary key (kind, subject),
    check ((lease is null) = (leased_until is null)),
    check (done_at is null or dead_at is null),
    check (lease is null or (done_at is null and dead_at is null))
) strict;
create index jobs_waiting on jobs (kind, due_at) where done_at is null and dead_at is null;
