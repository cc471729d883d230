DELETE FROM policy_templates WHERE id = $1
