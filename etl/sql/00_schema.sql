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
create table unit_entered (unit_id varchar primary key, stands_for varchar);

create table person_answer (name varchar primary key, person_id varchar);

create table name_suggestion (
    what varchar, name varchar, place integer, target_what varchar, target_id varchar, target varchar,
    reason varchar, detail varchar, score double
);

create table authority_pattern (match varchar, pattern varchar, authority varchar, priority integer);

create table set_aside (  -- stored uploads that today's reader refuses: no row of them is here
    upload_id varchar primary key, name varchar, source varchar, kind varchar, reason varchar, params varchar
);

create table setting (name varchar primary key, value integer);  -- a switch is 0 or 1

create table merge_undone (source varchar, kind varchar, source_id varchar);

create table statutory_term (
    term varchar primary key, kind varchar, source varchar, id_begins varchar, subject_has varchar,
    number integer, unit varchar, valid_from date, valid_to date, basis varchar, mark varchar
);

create table question (obs_no bigint, question varchar);

create table correction_accepted (
    seq bigint, case_id uuid, role varchar, unit_id varchar, field varchar, old_value varchar,
    new_value varchar
);

create table record_form (
    decision_kind varchar, body varchar, person_kind varchar, form varchar, leaders_only integer,
    valid_from date, valid_to date, basis varchar, mark varchar
);

create table record_term (
    term varchar, person_kind varchar, form varchar, number integer, longest integer, unit varchar,
    warn_days integer, valid_from date, valid_to date, basis varchar, mark varchar
);

create table record_flag (
    flag varchar, number integer, valid_from date, valid_to date, basis varchar, mark varchar
);
