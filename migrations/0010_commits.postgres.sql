-- Each commit of a process leaves its number here, in one row of the process and the program. When
-- a connection goes before the commit is answered, the row tells whether it was kept.
CREATE TABLE commits (
    program BIGINT NOT NULL,
    writer TEXT COLLATE "C" NOT NULL,
    number BIGINT NOT NULL,
    PRIMARY KEY (program, writer)
);
