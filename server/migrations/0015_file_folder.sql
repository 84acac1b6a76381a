-- Which folder of files belongs to this database: its name stands in the folder's file `identity`.
-- A server that was given another folder refuses to start instead of losing files.

CREATE TABLE file_folder (
    id BIGINT PRIMARY KEY,             -- 1
    identity TEXT NOT NULL
);
