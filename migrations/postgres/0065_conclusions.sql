-- How each decided dossier was handled: by whose hands, by which day it had to be
-- decided when it was, how often the applicant was asked for more and how many
-- days of it were theirs, how often the office was late to say so, and whether
-- all of it was in time. Derived from the audit trail, and compared with it.
create table conclusions (
    dossier_id text collate "C" not null primary key references dossiers (id),
    officer text collate "C" not null,
    complete_at text collate "C",
    decided_at text collate "C" not null,
    due_on text collate "C",
    rounds bigint not null,
    applicant_days bigint not null,
    late_checks bigint not null,
    in_time bigint not null
);

-- What an office received and decided in a month: raised in the transaction of
-- the act. Of what was received `officer` is empty.
create table month_counts (
    issuer text collate "C" not null references issuers (code),
    month text collate "C" not null,
    procedure text collate "C" not null,
    officer text collate "C" not null,
    received bigint not null,
    decided bigint not null,
    in_time bigint not null,
    primary key (issuer, month, procedure, officer)
);
create index month_counts_month on month_counts (month, issuer);
