-- A paper is its number and its version: one issued again keeps the number, and
-- the paper before it stays with its history. How it stands has a column of its
-- own, derived from the JSON, so that no search depends on how that is written.
-- What cannot be read as JSON stands in no way.
create table cards_before as select * from cards;
drop table cards;

create table certificates_anew (
    number text not null,
    folded_number text not null,
    issuer text not null references issuers (code),
    dossier_id text not null references dossiers (id),
    enterprise_code text references organisations (enterprise_code),
    person_id text references persons (id),
    holder_name text not null,
    folded_holder_name text not null,
    paper_version integer not null,
    issued_on text not null,
    issued_at text not null,
    expires_on text not null,
    standing text not null,
    status_index integer not null,
    key_id text not null references issuer_keys (key_id),
    code text not null,
    document text not null,
    entry_seq integer not null,
    version integer not null,
    standing_word text generated always as
        (case when json_valid(standing) then json_extract(standing, '$.standing') end) stored,
    primary key (number, paper_version),
    unique (folded_number, paper_version),
    check ((enterprise_code is null) <> (person_id is null)),
    unique (issuer, status_index)
) strict;
insert into certificates_anew (number, paper_version, folded_number, issuer, dossier_id, enterprise_code,
    person_id, holder_name, folded_holder_name, issued_on, issued_at, expires_on, standing, status_index,
    key_id, code, document, entry_seq, version)
select number, paper_version, folded_number, issuer, dossier_id, enterprise_code,
    person_id, holder_name, folded_holder_name, issued_on, issued_at, expires_on, standing, status_index,
    key_id, code, document, entry_seq, version
from certificates;
drop table certificates;
alter table certificates_anew rename to certificates;
create index certificates_enterprise on certificates (enterprise_code);
create index certificates_person on certificates (person_id);

-- A card is one of its certificate: a person keeps one number for life, and may
-- have held a card of it under several.
create table cards (
    number text not null,
    folded_number text not null,
    issuer text not null references issuers (code),
    certificate_number text not null,
    person_id text not null references persons (id),
    holder_name text not null,
    folded_holder_name text not null,
    paper_version integer not null,
    issued_on text not null,
    issued_at text not null,
    expires_on text not null,
    standing text not null,
    status_index integer not null,
    photo_hash blob not null,
    photo_evidence_id text references evidence (id),
    key_id text not null references issuer_keys (key_id),
    code text not null,
    document text not null,
    entry_seq integer not null,
    version integer not null,
    certificate_version integer not null default 0,
    standing_word text generated always as
        (case when json_valid(standing) then json_extract(standing, '$.standing') end) stored,
    primary key (certificate_number, number, paper_version),
    foreign key (certificate_number, certificate_version)
        references certificates (number, paper_version) on update cascade,
    unique (issuer, status_index)
) strict;
insert into cards (number, paper_version, folded_number, issuer, certificate_number, certificate_version,
    person_id, holder_name, folded_holder_name, issued_on, issued_at, expires_on, standing, status_index,
    photo_hash, photo_evidence_id, key_id, code, document, entry_seq, version)
select number, paper_version, folded_number, issuer, certificate_number, 0,
    person_id, holder_name, folded_holder_name, issued_on, issued_at, expires_on, standing, status_index,
    photo_hash, photo_evidence_id, key_id, code, document, entry_seq, version
from cards_before;
drop table cards_before;
create index cards_folded_number on cards (folded_number);
create index cards_person on cards (person_id);
