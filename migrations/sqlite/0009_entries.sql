-- The register: every act with public effect, in order, never changed.
-- `body` is canonical JSON (RFC 8785), `leaf_hash` its RFC 6962 leaf hash; each
-- body names the leaf hash before it.
create table entries (
    seq integer not null primary key,
    at text not null,
    kind text not null,
    issuer text not null,
    body blob not null,
    leaf_hash blob not null
) strict;

-- Which papers an entry speaks of, so that a paper's history is one look-up.
create table entry_papers (
    paper text not null,
    seq integer not null references entries (seq),
    primary key (paper, seq)
) strict;
-- What changed since a place in the register.
create index entry_papers_seq on entry_papers (seq);

create trigger entries_refuse_update before update on entries begin
    select raise(abort, 'entries is append-only');
end;
create trigger entries_refuse_delete before delete on entries begin
    select raise(abort, 'entries is append-only');
end;

create trigger entry_papers_refuse_update before update on entry_papers begin
    select raise(abort, 'entry_papers is append-only');
end;
create trigger entry_papers_refuse_delete before delete on entry_papers begin
    select raise(abort, 'entry_papers is append-only');
end;
