-- People who sign in: applicants and staff alike.
create table accounts (
    id text not null primary key,
    email text not null unique,
    name text not null,
    password_hash text not null,
    created_at text not null,
    disabled_at text
) strict;

-- What a member of staff may do, and for which issuer.
create table staff_roles (
    account_id text not null references accounts (id),
    issuer text not null references issuers (code),
    role text not null check (role in ('intake', 'appraiser', 'leader', 'administrator', 'auditor')),
    granted_at text not null,
    primary key (account_id, issuer, role)
) strict;

-- Signed-in browsers. Only a hash of the token is kept: who reads this table
-- cannot sign in with it.
create table sessions (
    token_hash blob not null primary key,
    account_id text not null references accounts (id),
    created_at text not null,
    seen_at text not null,
    expires_at text not null
) strict;
create index sessions_account on sessions (account_id);

-- Failed sign-ins of an address or an account, to slow guessing down.
create table sign_in_failures (
    subject text not null primary key,
    failures integer not null,
    last_at text not null
) strict;
