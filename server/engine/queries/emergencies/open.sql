-- Somebody is to look at an emergency.
INSERT INTO emergency_reviews (request_id, package_id, subject_id, opened_at) VALUES ($1, $2, $3, $4)
