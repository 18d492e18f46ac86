-- Papers uploaded to a dossier. The bytes lie in the file store under their
-- SHA-256; `item` says which dossier item they show, `expert` whose it is.
create table evidence (
    id text collate "C" not null primary key,
    dossier_id text collate "C" not null references dossiers (id),
    item text collate "C" not null,
    expert bigint,
    file_name text collate "C" not null,
    media_type text collate "C" not null,
    byte_count bigint not null,
    sha256 text collate "C" not null,
    uploaded_at text collate "C" not null
);
create index evidence_dossier on evidence (dossier_id);
