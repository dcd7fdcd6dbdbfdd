-- How many sources a publisher has is asked for each publisher of a list.
CREATE INDEX sources_publisher ON sources(publisher_id);
