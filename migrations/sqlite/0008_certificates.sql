-- Certificates of eligibility. `standing` is JSON; the register's entries are
-- what it was on any earlier day. `code` is the text of the QR,
-- `document` the same paper as a verifiable credential.
create table certificates (
    number text not null primary key,
    folded_number text not null unique,
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
    check ((enterprise_code is null) <> (person_id is null)),
    unique (issuer, status_index)
) strict;
create index certificates_enterprise on certificates (enterprise_code);
create index certificates_person on certificates (person_id);
create index certificates_holder on certificates (folded_holder_name);

-- Expert cards. A card follows its certificate.
create table cards (
    number text not null,
    folded_number text not null,
    issuer text not null references issuers (code),
    certificate_number text not null references certificates (number),
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
    primary key (certificate_number, number),
    unique (issuer, status_index)
) strict;
create index cards_folded_number on cards (folded_number);
create index cards_person on cards (person_id);
create index cards_holder on cards (folded_holder_name);
