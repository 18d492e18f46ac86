-- Papers that were issued before there was this register are recorded in it as
-- they were printed: no dossier of ours, no key signed them, their code is
-- empty, and their document is what was recorded. What is signed has all three.
alter table certificates alter column dossier_id drop not null;
alter table certificates alter column key_id drop not null;
alter table certificates add check
    ((dossier_id is null) = (key_id is null) and (key_id is null) = (code = ''));
alter table cards alter column key_id drop not null;
alter table cards add check ((key_id is null) = (code = ''));
-- Who holds a recorded certificate signs in as: where there is no dossier, an
-- officer says who may ask for papers under it.
alter table certificates add column entrusted_to text collate "C" references accounts (id);
create index certificates_entrusted on certificates (entrusted_to) where entrusted_to is not null;
