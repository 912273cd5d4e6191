-- grain: scalar macros over one cell's text; what is not a date gives null, never a guess
-- ISO dates and times, and dd/mm/yyyy with / . or -, with or without a time of day.
-- A time zone, where one is given, is turned into Vietnamese time.
create macro slashed(cell) as regexp_replace(cell, '^(\d{1,2})[./-](\d{1,2})[./-](\d{4})', '\1/\2/\3');

create macro read_moment(cell) as case
    when cell = '' then null
    when regexp_full_match(cell, '\d{4}-\d{2}-\d{2}([ T]\d{2}:\d{2}(:\d{2}(\.\d+)?)?)?')
        then try_cast(case when length(cell) = 16 then cell || ':00' else cell end as timestamp)
    when regexp_full_match(cell, '\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}(:?\d{2})?)')
        then timezone('Asia/Ho_Chi_Minh', try_cast(cell as timestamptz))
    when regexp_full_match(cell, '\d{1,2}[./-]\d{1,2}[./-]\d{4}( \d{1,2}:\d{2}(:\d{2})?)?')
        then try_strptime(slashed(cell), ['%d/%m/%Y', '%d/%m/%Y %H:%M', '%d/%m/%Y %H:%M:%S'])
end;

-- 01/01/1970 is how systems write "none"; years outside 1990-2099 are typing errors.
create macro plausible(moment) as case
    when year(moment) between 1990 and 2099 then moment
end;

create macro is_none_date(moment) as moment::date = date '1970-01-01';

-- The first moment that is after the term: the next day's start for a day, one microsecond on
-- for an instant (Civil Code art. 148: a term ends at the end of its last day).
create macro term_end(moment) as case
    when moment::time = time '00:00:00' then moment + interval 1 day
    else moment + interval 1 microsecond
end;
