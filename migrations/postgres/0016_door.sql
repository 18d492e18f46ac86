-- Browsers that an account was signed in with before. Only a hash of the token
-- is kept, and the token changes with every sign-in.
create table known_browsers (
    token_hash bytea not null,
    account_id text collate "C" not null references accounts (id),
    since text collate "C" not null,
    used_at text collate "C" not null,
    primary key (token_hash, account_id)
);
create index known_browsers_account on known_browsers (account_id);
create index known_browsers_used_at on known_browsers (used_at);

-- Wrong passwords for an account since an instant, and how many of them the
-- audit trail tells of already: it keeps one sum an hour, not every try. The
-- first few addresses they came from stand beside, with blanks between.
create table wrong_passwords (
    account_id text collate "C" not null primary key references accounts (id),
    since text collate "C" not null,
    failures bigint not null,
    noted bigint not null,
    addresses text collate "C" not null
);

-- What ends is looked for by when it ends.
create index sign_in_failures_last_at on sign_in_failures (last_at);
create index sessions_expires_at on sessions (expires_at);
