-- grain: empty tables that the build fills from the ledger and the shipped facts
create table meta (key varchar primary key, value varchar);

create table upload (
    upload_no integer primary key, upload_id varchar unique, name varchar, kind varchar,
    source varchar, as_of timestamp, as_of_basis varchar, is_full boolean,
    header_row integer, sheets varchar[], headings varchar[], profile varchar,
    rows_read integer, rows_loaded integer, rows_rejected integer, rows_skipped integer,
    warnings varchar, has_unit boolean, has_support boolean
);

create table calendar (
    day date, is_working boolean, working_no integer, name varchar, in_calendar boolean
);

create table unit_answer (name varchar primary key, unit_id varchar);

create table authority_pattern (match varchar, pattern varchar, authority varchar, priority integer);
