-- What is known of an account's address: that its owner showed that it is
-- theirs, that a mail server refused it for good, that they want no reminders.
create table mailboxes (
    account_id text not null primary key references accounts (id),
    confirmed_at text,
    refused_at text,
    reminders_declined_at text
) strict;
