-- What the owner calls a source, and the folder it stands in for all who read here; '' for none. A reader's own folder in
-- subscriptions goes before it.
ALTER TABLE sources ADD COLUMN own_title TEXT NOT NULL DEFAULT '';
ALTER TABLE sources ADD COLUMN folder TEXT NOT NULL DEFAULT '';
