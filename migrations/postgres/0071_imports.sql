-- Lists of papers that were issued before there was this register: who brought
-- one in, how far it is, and who confirmed it. `sheets` is JSON: the files with
-- their hashes, and which of their columns are what. No file is kept.
create table imports (
    id text collate "C" not null primary key,
    issuer text collate "C" not null references issuers (code),
    uploaded_by text collate "C" references accounts (id),
    uploader text collate "C" not null,
    uploaded_at text collate "C" not null,
    sheets text collate "C" not null,
    stage text collate "C" not null,
    counts text collate "C" not null,
    done_rows bigint not null,
    confirmed_by text collate "C" references accounts (id),
    confirmed_at text collate "C",
    ended_at text collate "C",
    version bigint not null
);
create index imports_of_issuer on imports (issuer, uploaded_at);

-- Their rows, until they are recorded or taken back. The cells and what is said
-- of them are sealed: personal numbers stand there.
create table import_rows (
    import_id text collate "C" not null references imports (id) on delete cascade,
    sheet bigint not null,
    row_number bigint not null,
    is_hidden bigint not null,
    cells text collate "C" not null,
    facts text collate "C",
    remarks text collate "C",
    has_remarks bigint not null default 0,
    certificate_key text collate "C",
    certificate_state text collate "C",
    card_key text collate "C",
    card_under text collate "C",
    card_state text collate "C",
    primary key (import_id, sheet, row_number)
);
create index import_rows_certificate on import_rows (import_id, certificate_key, sheet, row_number);
create index import_rows_card on import_rows (import_id, card_under, card_key);
