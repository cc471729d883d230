-- Notices people can bear (BYD-27), in their language (NOT-05).

-- The language somebody chose; NULL: as the browser says, and in mail that of the portal.
ALTER TABLE users ADD COLUMN language TEXT;

-- How somebody wants to be told; no row: everything at once.
CREATE TABLE notice_preferences (
    user_id BLOB PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
    -- shared::notices::Preferences as JSON.
    preferences TEXT NOT NULL
) STRICT;

-- Whom a notice is for, and the stage, request or access it is about: when it is to be sent, it is looked whether it
-- still matters, and in which words. NULL: a mail that is written already.
ALTER TABLE outbox ADD COLUMN recipient_id BLOB;
ALTER TABLE outbox ADD COLUMN about_id BLOB;
-- Since when it waits for a digest.
ALTER TABLE outbox ADD COLUMN held_at INTEGER;
-- What became of it, with done_at: sent by itself or within a digest, taken back because it had become pointless, or
-- not wanted.
ALTER TABLE outbox ADD COLUMN outcome TEXT NOT NULL DEFAULT '' CHECK (outcome IN ('', 'sent', 'digest', 'recalled', 'unwanted'));
UPDATE outbox SET outcome = 'sent' WHERE done_at IS NOT NULL;
CREATE INDEX outbox_by_about ON outbox (about_id, recipient_id) WHERE about_id IS NOT NULL;
CREATE INDEX outbox_held ON outbox (recipient_id, id) WHERE held_at IS NOT NULL AND done_at IS NULL;
-- What was taken back keeps its text for a while, for administrators.
CREATE INDEX outbox_recalled ON outbox (done_at, id) WHERE outcome = 'recalled' AND payload <> '';

-- Given up; what waits for a digest is not.
DROP INDEX outbox_dead;
CREATE INDEX outbox_dead ON outbox (created_at, id) WHERE due_at IS NULL AND done_at IS NULL AND held_at IS NULL;

-- When the next digest of somebody is due; no row: nothing waits for it.
CREATE TABLE digests (
    user_id BLOB PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
    due_at INTEGER NOT NULL
) STRICT;
CREATE INDEX digests_due ON digests (due_at);
