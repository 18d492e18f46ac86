-- The words under which things are found: `kind` and `holder` name the thing,
-- `line` one text of it, so that two words asked for stand in one name.
-- Derived from the tables before; written where they are written.
create table words (
    kind text collate "C" not null,
    holder text collate "C" not null,
    line bigint not null,
    word text collate "C" not null,
    primary key (kind, holder, line, word)
);
create index words_word on words (kind, word, holder, line);

-- By which rule what is derived was derived last.
create table derivations (
    name text collate "C" not null primary key,
    version bigint not null
);
