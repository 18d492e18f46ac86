-- The authorities that issue papers; `profile` is JSON an administrator edits.
create table issuers (
    code text not null primary key,
    profile text not null,
    version integer not null
) strict;

-- Public halves of the issuers' signing keys. A key is never deleted: papers
-- signed by a retired one stay valid.
create table issuer_keys (
    key_id text not null primary key,
    issuer text not null references issuers (code),
    public_key blob not null,
    valid_from text not null,
    signs_until text,
    retired_at text,
    compromised_at text
) strict;
