-- Dossiers as they were when the office asked for more, from the request until
-- the answer: what is new in the answer is told from them.
create table asked_dossiers (
    dossier_id text not null primary key references dossiers (id),
    application text not null,
    papers text not null
) strict;
