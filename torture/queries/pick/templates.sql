SELECT id, display_name FROM policy_templates ORDER BY id
