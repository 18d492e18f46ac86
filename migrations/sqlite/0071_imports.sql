-- Lists of papers that were issued before there was this register: who brought
-- one in, how far it is, and who confirmed it. `sheets` is JSON: the files with
-- their hashes, and which of their columns are what. No file is kept.
create table imports (
    id text not null primary key,
    issuer text not null references issuers (code),
    uploaded_by text references accounts (id),
    uploader text not null,
    uploaded_at text not null,
    sheets text not null,
    stage text not null,
    counts text not null,
    done_rows integer not null,
    confirmed_by text references accounts (id),
    confirmed_at text,
    ended_at text,
    version integer not null
) strict;
create index imports_of_issuer on imports (issuer, uploaded_at);

-- Their rows, until they are recorded or taken back. The cells and what is said
-- of them are sealed: personal numbers stand there.
create table import_rows (
    import_id text not null references imports (id) on delete cascade,
    sheet integer not null,
    row_number integer not null,
    is_hidden integer not null,
    cells text not null,
    facts text,
    remarks text,
    has_remarks integer not null default 0,
    certificate_key text,
    certificate_state text,
    card_key text,
    card_under text,
    card_state text,
    primary key (import_id, sheet, row_number)
) strict;
create index import_rows_certificate on import_rows (import_id, certificate_key, sheet, row_number);
create index import_rows_card on import_rows (import_id, card_under, card_key);
