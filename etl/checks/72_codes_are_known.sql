-- offending rows: records with a code that no figure knows
select obs_no from step
where holder not in ('unit', 'leaders', 'registry', 'outside') or holder is null
    or action not in ('forward', 'return', 'finish') or unit_id is null
union all
select obs_no from decision
where decision_kind not in ('commendation', 'discipline', 'transfer')
    or body not in ('party', 'administration') or unit_id is null
union all
select obs_no from submission
where legal_basis not in ('yes', 'no', 'not_applicable')
    or chosen_option not in ('yes', 'no', 'not_applicable')
    or returned_as not in ('own_authority', 'others_matter') or unit_id is null;
