-- How each decided dossier was handled: by whose hands, by which day it had to be
-- decided when it was, how often the applicant was asked for more and how many
-- days of it were theirs, how often the office was late to say so, and whether
-- all of it was in time. Derived from the audit trail, and compared with it.
create table conclusions (
    dossier_id text not null primary key references dossiers (id),
    officer text not null,
    complete_at text,
    decided_at text not null,
    due_on text,
    rounds integer not null,
    applicant_days integer not null,
    late_checks integer not null,
    in_time integer not null
) strict;

-- What an office received and decided in a month: raised in the transaction of
-- the act. Of what was received `officer` is empty.
create table month_counts (
    issuer text not null references issuers (code),
    month text not null,
    procedure text not null,
    officer text not null,
    received integer not null,
    decided integer not null,
    in_time integer not null,
    primary key (issuer, month, procedure, officer)
) strict, without rowid;
create index month_counts_month on month_counts (month, issuer);
