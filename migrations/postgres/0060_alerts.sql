-- Conditions that did not hold any more, each noted once with its beginning, so
-- that office and holder are told once; and when that was over.
create table alerts (
    certificate_number text collate "C" not null,
    issuer text collate "C" not null,
    condition text collate "C" not null,
    since text collate "C" not null,
    put_right_by text collate "C" not null,
    noted_at text collate "C" not null,
    ended_at text collate "C",
    primary key (certificate_number, condition, since)
);
create unique index alerts_open on alerts (issuer, certificate_number, condition) where ended_at is null;

-- All certificates are watched every day: by these alone, without the papers
-- themselves.
create index certificates_watched on certificates
    (issuer, standing_word, expires_on, number, enterprise_code, given_up_on, issued_on, paper_version);
create index cards_counted on cards (certificate_number, standing_word, expires_on);
