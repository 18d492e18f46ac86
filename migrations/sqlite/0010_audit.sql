-- What staff and applicants did, in order, never changed; each row's hash
-- covers the row before it. Internal.
create table audit (
    seq integer not null primary key,
    at text not null,
    actor_id text,
    issuer text,
    act text not null,
    subject text not null,
    details text not null,
    hash blob not null
) strict;
create index audit_subject on audit (subject);

create trigger audit_refuse_update before update on audit begin
    select raise(abort, 'audit is append-only');
end;
create trigger audit_refuse_delete before delete on audit begin
    select raise(abort, 'audit is append-only');
end;
