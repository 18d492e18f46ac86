-- The certificates of organisations' own quality management systems, as dossiers
-- and reports told of them that an officer took: by them it is known on any day
-- whether one is valid (Decision 19/2014/QĐ-TTg, article 7.2.b). What a dossier
-- says is written here when its papers are issued. `edition_year` is the edition
-- that was read in the text; none where a person had to read it.
create table qms_certificates (
    certificate_number text collate "C" not null,
    source text collate "C" not null,
    source_id text collate "C" not null,
    number text collate "C" not null,
    edition text collate "C" not null,
    edition_year bigint,
    valid_from text collate "C" not null,
    valid_to text collate "C" not null,
    told_at text collate "C" not null,
    primary key (certificate_number, source, source_id)
);
create index qms_certificates_valid on qms_certificates (certificate_number, valid_from, valid_to, edition_year);
