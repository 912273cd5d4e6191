-- grain: scalar macros that hide a petitioner's name inside the texts of the petitioner's row
-- A name is found whatever its case, blanks and form of address; gate/ says who sees the text as it was.
create macro hidden_mark() as '•••';
create macro name_pattern(key) as replace(regexp_escape(key), '\ ', blanks());
create macro without(text, names) as list_reduce(
    list_prepend(text, list_filter(list_transform(names, lambda n: untitled(n)), lambda n: length(n) > 2)),
    lambda a, n: regexp_replace(a, name_pattern(n), hidden_mark(), 'gi'));

-- A row's own pattern takes a millisecond, and few texts hold the name: that is told before, for one name,
-- without a lambda, which DuckDB would make ready again for every two thousand rows. Outside of these
-- letters `lower` does not tell two cases as a pattern does, and the pattern itself must look.
create macro plain_letters() as '\x00-\x{17e}\x{1a0}\x{1a1}\x{1af}\x{1b0}\x{300}-\x{340}\x{1ea0}-\x{1ef9}'
    || '\x{2000}-\x{2021}\x{2023}-\x{206f}\x{20a0}-\x{20bf}';
create macro closed_up(text) as lower(regexp_replace(text, blanks(), '', 'g'));
create macro holds_no(text, names) as coalesce(names, '') = '' or text = '' or not (
    regexp_matches(concat(text, names), '[^' || plain_letters() || ']') or regexp_matches(names, '[;,\n]')
    or contains(closed_up(text),
        regexp_replace(closed_up(names), '^' || closed_up(titles()) || '[.:]*', '')));
create macro without_names(text, names) as case when holds_no(text, names) then text
    else without(text, regexp_split_to_array(names, '[;,\n]')) end;

-- What is to stand for a text that holds the name; null for one that does not.
create macro hidden_form(text, names) as nullif(without_names(text, names), text);
