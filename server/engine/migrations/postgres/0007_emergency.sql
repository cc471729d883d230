-- Approvals that are taken back (APR-08), and access in an emergency (BYD-19).

-- What each approval took from a request (BYD-13), so that taking it back gives that back. Of what was taken before, only
-- the sum is known: it goes with the first stage.
ALTER TABLE approval_stages ADD COLUMN less TEXT NOT NULL DEFAULT '';
ALTER TABLE stage_approvals ADD COLUMN less TEXT NOT NULL DEFAULT '';
UPDATE approval_stages SET less = (SELECT r.less FROM requests r WHERE r.id = request_id) WHERE position = 0;
