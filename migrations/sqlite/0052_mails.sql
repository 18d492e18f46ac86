-- Notices and reminders by e-mail: which were ordered, and what became of each.
-- Neither an address nor a sentence stands here: both are looked up when a mail
-- is sent, from the account, from what the audit trail keeps and from the
-- language. The job of a mail is in `jobs`, under the kind `mail` and its id.
--
-- `occasion` is the place in the audit trail of the act that a mail tells of, or
-- of a reminder the day it is about and how many days before it; so that there is
-- one mail of each.
create table mails (
    id text not null primary key,
    kind text not null,
    subject text not null,
    occasion text not null,
    issuer text references issuers (code),
    ordered_at text not null,
    outcome text,
    ended_at text,
    unique (kind, subject, occasion),
    check ((outcome is null) = (ended_at is null))
) strict;
create index mails_subject on mails (subject, ordered_at);
create index mails_issuer on mails (issuer, ordered_at);
