-- What staff and applicants did, in order, never changed; each row's hash
-- covers the row before it. Internal.
create table audit (
    seq bigint not null primary key,
    at text collate "C" not null,
    actor_id text collate "C",
    issuer text collate "C",
    act text collate "C" not null,
    subject text collate "C" not null,
    details text collate "C" not null,
    hash bytea not null
);
create index audit_subject on audit (subject);

create function audit_refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'audit is append-only';
end;
$$;
create trigger audit_refuse_change before update or delete or truncate on audit
    for each statement execute function audit_refuse_change();
