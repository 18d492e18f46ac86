-- Notices and reminders by e-mail: which were ordered, and what became of each.
-- Neither an address nor a sentence stands here: both are looked up when a mail
-- is sent, from the account, from what the audit trail keeps and from the
-- language. The job of a mail is in `jobs`, under the kind `mail` and its id.
--
-- `occasion` is the place in the audit trail of the act that a mail tells of, or
-- of a reminder the day it is about and how many days before it; so that there is
-- one mail of each.
create table mails (
    id text collate "C" not null primary key,
    kind text collate "C" not null,
    subject text collate "C" not null,
    occasion text collate "C" not null,
    issuer text collate "C" references issuers (code),
    ordered_at text collate "C" not null,
    outcome text collate "C",
    ended_at text collate "C",
    unique (kind, subject, occasion),
    check ((outcome is null) = (ended_at is null))
);
create index mails_subject on mails (subject, ordered_at);
create index mails_issuer on mails (issuer, ordered_at);
