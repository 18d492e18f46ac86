-- The words under which things are found: `kind` and `holder` name the thing,
-- `line` one text of it, so that two words asked for stand in one name.
-- Derived from the tables before; written where they are written.
create table words (
    kind text not null,
    holder text not null,
    line integer not null,
    word text not null,
    primary key (kind, holder, line, word)
) strict, without rowid;
create index words_word on words (kind, word, holder, line);

-- By which rule what is derived was derived last.
create table derivations (
    name text not null primary key,
    version integer not null
) strict;
