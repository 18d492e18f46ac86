-- The certificate that a dossier is about: of a re-issue and of additional cards.
-- It repeats the application, so that the open ones about a certificate are found.
alter table dossiers add column certificate_number text;
create index dossiers_certificate on dossiers (certificate_number);
