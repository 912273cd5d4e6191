-- grain: scalar macros used by the build
-- The identity of a name or a subject: blanks of any width folded, as one types them or as a web page
-- breaks its lines by them; case kept (text is NFC since staging). Most texts have none to fold, and
-- that is six times quicker to see than to do.
create macro blanks() as '[\s\x0b\x{85}\x{a0}\x{2000}-\x{200b}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}\x{feff}]+';
create macro name_key(text) as case when regexp_matches(text,
    '^ | $|  |[\t\n\f\r\x0b\x{85}\x{a0}\x{2000}-\x{200b}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}\x{feff}]')
    then trim(regexp_replace(text, blanks(), ' ', 'g'))
    else text end;

-- Ids are digests: the same record has the same id in every warehouse.
create macro digest_id(text) as cast(md5(text) as uuid);

-- The statutory month a day belongs to: it ends on the 14th (Nghị định 09/2019).
create macro statutory_month(day) as
    cast(date_trunc('month', day - interval 14 day) + interval 1 month as date);

-- First day at whose end an open item is overdue: a term given as a day ends with that day.
create macro overdue_from(due_on, due_end) as
    case when due_end = date_trunc('day', due_end) then due_on + 1 else due_on end;

-- What people type to try a system out: "test 2", "aaa", "thử nghiệm", "asdf", "Nhiệm vụ test".
create macro is_typed_test(text) as regexp_full_match(strip_accents(lower(text)),
    '(nhiem vu|cong viec|viec|noi dung|ten)? *(test(ing)?|thu( nghiem| xem| he thong)?|kiem thu|demo|asd[a-z]*|qwe[a-z]*'
    '|abcd?|xyz|aa+|bb+|cc+|dd+|ee+|gg+|hh+|ss+|xx+|zz+|ff+|kk+|jj+)([ _.-]*\d*|[ _.-]+(test|thu|\d+))');

-- A person's name without the form of address before it.
create macro titles() as '(đ/c|đồng chí|ông|bà|anh|chị|cv|chuyên viên|ths|ts)';
create macro untitled(name) as
    name_key(regexp_replace(name_key(name), '^' || titles() || '[ .:]+', '', 'i'));

-- What a person is called everywhere: a name that several people bear says which of them.
create macro known_as(name, person_id, bearers) as
    case when bearers > 1 then name || ' (' || person_id || ')' else name end;

-- Whether a body that issues papers is one of the Party: what it says is recorded, never counted.
create macro is_party_body(name) as regexp_matches(
    lower(coalesce(name, '')), '(đảng|chi bộ|tỉnh ủy|tỉnh uỷ|huyện ủy)');
