-- The authorities that issue papers; `profile` is JSON an administrator edits.
create table issuers (
    code text collate "C" not null primary key,
    profile text collate "C" not null,
    version bigint not null
);

-- Public halves of the issuers' signing keys. A key is never deleted: papers
-- signed by a retired one stay valid.
create table issuer_keys (
    key_id text collate "C" not null primary key,
    issuer text collate "C" not null references issuers (code),
    public_key bytea not null,
    valid_from text collate "C" not null,
    signs_until text collate "C",
    retired_at text collate "C",
    compromised_at text collate "C"
);
