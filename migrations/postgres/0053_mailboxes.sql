-- What is known of an account's address: that its owner showed that it is
-- theirs, that a mail server refused it for good, that they want no reminders.
create table mailboxes (
    account_id text collate "C" not null primary key references accounts (id),
    confirmed_at text collate "C",
    refused_at text collate "C",
    reminders_declined_at text collate "C"
);
