-- The written consents of experts that whoever scans their card sees their
-- portrait and year of birth. An entry of the register says that they are
-- shown, a later one that they are not any more; this is the paper that the
-- first one rests on.
create table portrait_consents (
    entry_seq bigint not null primary key references entries (seq),
    file_name text collate "C" not null,
    media_type text collate "C" not null,
    byte_count bigint not null,
    sha256 text collate "C" not null
);
create index portrait_consents_file on portrait_consents (sha256);

create function portrait_consents_refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'portrait_consents is append-only';
end;
$$;
create trigger portrait_consents_refuse_change before update or delete or truncate on portrait_consents
    for each statement execute function portrait_consents_refuse_change();
