-- The written consents of experts that whoever scans their card sees their
-- portrait and year of birth. An entry of the register says that they are
-- shown, a later one that they are not any more; this is the paper that the
-- first one rests on.
create table portrait_consents (
    entry_seq integer not null primary key references entries (seq),
    file_name text not null,
    media_type text not null,
    byte_count integer not null,
    sha256 text not null
) strict;
create index portrait_consents_file on portrait_consents (sha256);
create trigger portrait_consents_refuse_update before update on portrait_consents begin
    select raise(abort, 'portrait_consents is append-only');
end;
create trigger portrait_consents_refuse_delete before delete on portrait_consents begin
    select raise(abort, 'portrait_consents is append-only');
end;
