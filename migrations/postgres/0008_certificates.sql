-- Certificates of eligibility. `standing` is JSON; the register's entries are
-- what it was on any earlier day. `code` is the text of the QR,
-- `document` the same paper as a verifiable credential.
create table certificates (
    number text collate "C" not null primary key,
    folded_number text collate "C" not null unique,
    issuer text collate "C" not null references issuers (code),
    dossier_id text collate "C" not null references dossiers (id),
    enterprise_code text collate "C" references organisations (enterprise_code),
    person_id text collate "C" references persons (id),
    holder_name text collate "C" not null,
    folded_holder_name text collate "C" not null,
    paper_version bigint not null,
    issued_on text collate "C" not null,
    issued_at text collate "C" not null,
    expires_on text collate "C" not null,
    standing text collate "C" not null,
    status_index bigint not null,
    key_id text collate "C" not null references issuer_keys (key_id),
    code text collate "C" not null,
    document text collate "C" not null,
    entry_seq bigint not null,
    version bigint not null,
    check ((enterprise_code is null) <> (person_id is null)),
    unique (issuer, status_index)
);
create index certificates_enterprise on certificates (enterprise_code);
create index certificates_person on certificates (person_id);
create index certificates_holder on certificates (folded_holder_name);

-- Expert cards. A card follows its certificate.
create table cards (
    number text collate "C" not null,
    folded_number text collate "C" not null,
    issuer text collate "C" not null references issuers (code),
    certificate_number text collate "C" not null references certificates (number),
    person_id text collate "C" not null references persons (id),
    holder_name text collate "C" not null,
    folded_holder_name text collate "C" not null,
    paper_version bigint not null,
    issued_on text collate "C" not null,
    issued_at text collate "C" not null,
    expires_on text collate "C" not null,
    standing text collate "C" not null,
    status_index bigint not null,
    photo_hash bytea not null,
    photo_evidence_id text collate "C" references evidence (id),
    key_id text collate "C" not null references issuer_keys (key_id),
    code text collate "C" not null,
    document text collate "C" not null,
    entry_seq bigint not null,
    version bigint not null,
    primary key (certificate_number, number),
    unique (issuer, status_index)
);
create index cards_folded_number on cards (folded_number);
create index cards_person on cards (person_id);
create index cards_holder on cards (folded_holder_name);
