-- What a note of whom a stage asks needs to be listed by itself: when a decision is due, and whom the request is by and
-- for, who never decide on it (APR-05). Very much can wait for the members of a group.
ALTER TABLE stage_approvers ADD COLUMN due_at BIGINT;
ALTER TABLE stage_approvers ADD COLUMN subject_id UUID;
ALTER TABLE stage_approvers ADD COLUMN requestor_id UUID;
UPDATE stage_approvers SET
    due_at = (SELECT s.due_at FROM approval_stages s WHERE s.id = stage_id),
    subject_id = (SELECT r.subject_id FROM approval_stages s JOIN requests r ON r.id = s.request_id WHERE s.id = stage_id),
    requestor_id = (SELECT r.requestor_id FROM approval_stages s JOIN requests r ON r.id = s.request_id WHERE s.id = stage_id)
WHERE open OR stage_id IN (SELECT s.id FROM approval_stages s WHERE s.time_left IS NOT NULL);
DROP INDEX stage_approvers_open;
CREATE INDEX stage_approvers_open ON stage_approvers (principal_id, due_at, stage_id, subject_id, requestor_id, behalf_of, place_id)
    WHERE open;
