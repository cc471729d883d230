INSERT INTO approval_stages (id, request_id, position, status, opened_at, due_at, remind_at, escalate_at, fallback) VALUES $rows
