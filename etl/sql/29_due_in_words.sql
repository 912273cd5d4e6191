-- grain: temp due_in_words, one row per source row of due_asked with what its days make of the terms
-- A day without its year is the first such day on or after the opening day; where that is not given,
-- the one in the year of the document; lacking both, the nearest to the first export that said so.
-- A term in days begins with the opening day as day zero and ends on a worked day (Civil Code 147-148).
create macro day_in(y, m, d) as
    make_date(y, m, least(if(d = 0, 31, d), day(last_day(make_date(y, m, 1)))));
create macro year_from_day(since, m, d, shift) as
    year(since) + if(day_in(year(since), m, d) + shift < since, 1, 0);
create macro year_near(seen, m, d) as year(seen) + case
    when day_in(year(seen), m, d) > seen + 183 then -1 when day_in(year(seen), m, d) < seen - 183 then 1 else 0 end;

create temp table due_in_words as
with based as (
    select *, coalesce(start, opened_on) as since,
        try_cast(regexp_extract(document_no, '(?:/|[Nn]ăm )((?:19|20)\d\d)\b', 1) as integer) as document_year
    from due_asked
), yeared as (
    select *, case when month is null then null when opened_on is not null then 'opening'
            when document_year is not null then 'document' else 'export' end as year_from
    from based
), named as (
    select *, case year_from
            when 'opening' then day_in(year_from_day(opened_on, month, "day", shift), month, "day") + shift
            when 'document' then day_in(document_year, month, "day") + shift
            when 'export' then day_in(year_near(cast(first_said as date), month, "day"), month, "day") + shift
        end as named_day,
        case unit when 'day' then since + number when 'week' then since + 7 * number
            when 'month' then cast(since + to_months(number) as date) end as last_day_,
        case unit when 'date' then since + number
            when 'week_end' then cast(date_trunc('week', since) as date) + 6 + 7 * number
            when 'month_end' then last_day(since + to_months(number))
            when 'quarter_end' then last_day(date_trunc('quarter', since) + to_months(3 * number + 2))
            when 'year_end' then make_date(year(since) + number, 12, 31) end as fixed_day
    from yeared
), due as (
    select n.*, coalesce(named_day, fixed_day, w.day) as due_day,
        term_end(coalesce(named_day, fixed_day, w.day) + coalesce(clock, time '00:00:00')) as due_end
    from named n
    left join calendar s on s.day = since and unit = 'working_day'
    left join calendar e on e.day = last_day_
    left join calendar w on w.is_working and w.working_no = case
        when unit = 'working_day' then s.working_no + number
        else e.working_no + (not e.is_working)::int end
)
select obs_no, any_value(due_day) filter (field = 'due') as due_on,
    any_value(due_end) filter (field = 'due') as due_end, any_value(year_from) filter (field = 'due') as year_from,
    any_value(due_day) filter (field = 'first_due') as first_due_on,
    any_value(due_end) filter (field = 'first_due') as first_due_end,
    any_value(term) as statutory_term, any_value(due_day) filter (field = 'statutory') as statutory_on,
    any_value(due_end) filter (field = 'statutory') as statutory_end
from due group by obs_no;
