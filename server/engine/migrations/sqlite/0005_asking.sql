-- Extensions, and requests of managers for their people.

-- Requests of further kinds: the end of access is moved (userExtend, adminUpdate), a manager asks for somebody
-- (onBehalfAdd). SQLite cannot change a check in place, so the column is made anew, in both databases alike.
DROP INDEX requests_one_open;
ALTER TABLE requests ADD COLUMN new_type TEXT NOT NULL DEFAULT 'userAdd' CHECK (new_type IN ('userAdd', 'userExtend', 'userRemove', 'adminAdd', 'adminUpdate', 'adminRemove', 'systemAdd', 'systemRemove', 'onBehalfAdd'));
UPDATE requests SET new_type = request_type;
ALTER TABLE requests DROP COLUMN request_type;
ALTER TABLE requests RENAME COLUMN new_type TO request_type;

-- One open request to get access or to keep it per person and package.
CREATE UNIQUE INDEX requests_one_open ON requests (package_id, subject_id)
    WHERE state IN ('submitted', 'pendingApproval', 'scheduled', 'delivering')
        AND request_type IN ('userAdd', 'userExtend', 'adminAdd', 'adminUpdate', 'systemAdd', 'onBehalfAdd');

-- The people somebody manages, by name.
DROP INDEX users_by_manager;
CREATE INDEX users_by_manager ON users (manager_id, display_name, id);
