-- How many parts of a draft's form are not done, as counted when it was saved:
-- the applicant's list shows it without reading the draft. None of what is
-- filed, and of drafts not saved since this column came.
alter table dossiers add column open_parts integer;

-- Which rows name a file, and what an account did within the hour.
create index evidence_sha256 on evidence (sha256);
create index issuer_pictures_sha256 on issuer_pictures (sha256);
create index audit_actor on audit (actor_id, at);

-- Held together by whoever names a file, alone by whoever removes one that no
-- row names.
insert into heads (name, seq) values ('files', 0);
