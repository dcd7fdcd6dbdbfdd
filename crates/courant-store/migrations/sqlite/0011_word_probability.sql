-- How likely the engine held it, when a reader asked an article in that was left out; null when unknown or not weighed.
ALTER TABLE reader_words ADD COLUMN probability DOUBLE PRECISION;
