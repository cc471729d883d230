-- Names and descriptions in the languages of their readers (NOT-05): shared::texts::Texts as JSON. display_name and description keep what
-- was written first, by which lists are sorted and which is logged.
ALTER TABLE access_packages ADD COLUMN texts TEXT NOT NULL DEFAULT '{}';
ALTER TABLE catalogs ADD COLUMN texts TEXT NOT NULL DEFAULT '{}';
