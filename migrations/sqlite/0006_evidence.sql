-- Papers uploaded to a dossier. The bytes lie in the file store under their
-- SHA-256; `item` says which dossier item they show, `expert` whose it is.
create table evidence (
    id text not null primary key,
    dossier_id text not null references dossiers (id),
    item text not null,
    expert integer,
    file_name text not null,
    media_type text not null,
    byte_count integer not null,
    sha256 text not null,
    uploaded_at text not null
) strict;
create index evidence_dossier on evidence (dossier_id);
