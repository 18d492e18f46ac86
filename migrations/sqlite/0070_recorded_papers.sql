-- Papers that were issued before there was this register are recorded in it as
-- they were printed: no dossier of ours, no key signed them, their code is
-- empty, and their document is what was recorded. What is signed has all three.
create table cards_before as select * from cards;
drop table cards;

create table certificates_anew (
    number text not null,
    folded_number text not null,
    issuer text not null references issuers (code),
    dossier_id text references dossiers (id),
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
    key_id text references issuer_keys (key_id),
    code text not null,
    document text not null,
    entry_seq integer not null,
    version integer not null,
    -- Who holds a recorded certificate signs in as: where there is no dossier,
    -- an officer says who may ask for papers under it.
    entrusted_to text references accounts (id),
    standing_word text generated always as
        (case when json_valid(standing) then json_extract(standing, '$.standing') end) stored,
    confirm_by text generated always as
        (case when json_valid(standing) then json_extract(standing, '$.confirm_by') end) virtual,
    given_up_on text generated always as
        (case when json_valid(standing) and json_extract(standing, '$.standing') = 'given_up'
            then json_extract(standing, '$.on') end) virtual,
    suspended_from text generated always as
        (case when json_valid(standing) then json_extract(standing, '$.from') end) virtual,
    primary key (number, paper_version),
    unique (folded_number, paper_version),
    check ((enterprise_code is null) <> (person_id is null)),
    check ((dossier_id is null) = (key_id is null) and (key_id is null) = (code = '')),
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
create index certificates_entrusted on certificates (entrusted_to) where entrusted_to is not null;
create index certificates_watched on certificates
    (issuer, standing_word, expires_on, number, enterprise_code, given_up_on, issued_on, paper_version);
create index certificates_ending on certificates (issuer, expires_on, number);

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
    key_id text references issuer_keys (key_id),
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
    check ((key_id is null) = (code = '')),
    unique (issuer, status_index)
) strict;
insert into cards (number, paper_version, folded_number, issuer, certificate_number, certificate_version,
    person_id, holder_name, folded_holder_name, issued_on, issued_at, expires_on, standing, status_index,
    photo_hash, photo_evidence_id, key_id, code, document, entry_seq, version)
select number, paper_version, folded_number, issuer, certificate_number, certificate_version,
    person_id, holder_name, folded_holder_name, issued_on, issued_at, expires_on, standing, status_index,
    photo_hash, photo_evidence_id, key_id, code, document, entry_seq, version
from cards_before;
drop table cards_before;
create index cards_folded_number on cards (folded_number);
create index cards_person on cards (person_id);
create index cards_counted on cards (certificate_number, standing_word, expires_on);
