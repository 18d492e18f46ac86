-- People who sign in: applicants and staff alike.
create table accounts (
    id text collate "C" not null primary key,
    email text collate "C" not null unique,
    name text collate "C" not null,
    password_hash text collate "C" not null,
    created_at text collate "C" not null,
    disabled_at text collate "C"
);

-- What a member of staff may do, and for which issuer.
create table staff_roles (
    account_id text collate "C" not null references accounts (id),
    issuer text collate "C" not null references issuers (code),
    role text collate "C" not null check (role in ('intake', 'appraiser', 'leader', 'administrator', 'auditor')),
    granted_at text collate "C" not null,
    primary key (account_id, issuer, role)
);

-- Signed-in browsers. Only a hash of the token is kept: who reads this table
-- cannot sign in with it.
create table sessions (
    token_hash bytea not null primary key,
    account_id text collate "C" not null references accounts (id),
    created_at text collate "C" not null,
    seen_at text collate "C" not null,
    expires_at text collate "C" not null
);
create index sessions_account on sessions (account_id);

-- Failed sign-ins of an address or an account, to slow guessing down.
create table sign_in_failures (
    subject text collate "C" not null primary key,
    failures bigint not null,
    last_at text collate "C" not null
);
