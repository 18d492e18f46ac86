-- Dossiers as they were when the office asked for more, from the request until
-- the answer: what is new in the answer is told from them.
create table asked_dossiers (
    dossier_id text collate "C" not null primary key references dossiers (id),
    application text collate "C" not null,
    papers text collate "C" not null
);
