-- The front page is ranked from the stories that several tell, however many lone reports came later.
CREATE INDEX stories_told ON stories(last_at, id) WHERE redirect_to IS NULL AND articles > 0 AND independent > 1;
