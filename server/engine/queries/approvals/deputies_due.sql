SELECT stage_id FROM stage_approvers WHERE open AND until <= $1 LIMIT 1
