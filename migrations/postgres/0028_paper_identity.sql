-- A paper is its number and its version: one issued again keeps the number, and
-- the paper before it stays with its history. How it stands has a column of its
-- own, derived from the JSON, so that no search depends on how that is written.
-- What cannot be read as JSON stands in no way.
alter table cards drop constraint cards_certificate_number_fkey;
alter table certificates drop constraint certificates_pkey;
alter table certificates drop constraint certificates_folded_number_key;
alter table certificates add primary key (number, paper_version);
alter table certificates add unique (folded_number, paper_version);
alter table certificates add column standing_word text collate "C"
    generated always as (substring(standing from '"standing" *: *"([a-z_]+)"')) stored;

-- A card is one of its certificate: a person keeps one number for life, and may
-- have held a card of it under several.
alter table cards add column certificate_version bigint not null default 0;
alter table cards drop constraint cards_pkey;
alter table cards add primary key (certificate_number, number, paper_version);
alter table cards add foreign key (certificate_number, certificate_version)
    references certificates (number, paper_version) on update cascade;
alter table cards add column standing_word text collate "C"
    generated always as (substring(standing from '"standing" *: *"([a-z_]+)"')) stored;
