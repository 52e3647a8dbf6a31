-- SPDX-License-Identifier: Apache-2.0
-- Runs on H2 and on PostgreSQL.

-- Every text by which people were ever asked whether they may be recorded; its version is the SHA-256 of it in hexadecimal.
create table consent_text (
    version varchar(64) primary key,
    text varchar(2000) not null,
    content varchar(16) not null,
    since timestamp(6) with time zone not null
);

-- A part's entries hold the archive, its number, a digest and the key ids.
alter table audit_entry alter column detail set data type varchar(800);
