SELECT action FROM audit_records WHERE correlation_id = $1 ORDER BY seq
