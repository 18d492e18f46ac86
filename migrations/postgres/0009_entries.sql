-- The register: every act with public effect, in order, never changed.
-- `body` is canonical JSON (RFC 8785), `leaf_hash` its RFC 6962 leaf hash; each
-- body names the leaf hash before it.
create table entries (
    seq bigint not null primary key,
    at text collate "C" not null,
    kind text collate "C" not null,
    issuer text collate "C" not null,
    body bytea not null,
    leaf_hash bytea not null
);

-- Which papers an entry speaks of, so that a paper's history is one look-up.
create table entry_papers (
    paper text collate "C" not null,
    seq bigint not null references entries (seq),
    primary key (paper, seq)
);
-- What changed since a place in the register.
create index entry_papers_seq on entry_papers (seq);

create function entries_refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'entries is append-only';
end;
$$;
create trigger entries_refuse_change before update or delete or truncate on entries
    for each statement execute function entries_refuse_change();

create function entry_papers_refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'entry_papers is append-only';
end;
$$;
create trigger entry_papers_refuse_change before update or delete or truncate on entry_papers
    for each statement execute function entry_papers_refuse_change();
