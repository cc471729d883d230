-- Deputies whose time is over while their stages still wait are not asked any more.
DELETE FROM stage_approvers WHERE open AND until <= $1
